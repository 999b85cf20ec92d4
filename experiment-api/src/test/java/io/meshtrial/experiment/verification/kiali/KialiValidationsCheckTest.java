package io.meshtrial.experiment.verification.kiali;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.routing.object.MeshObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects Kiali is asked about, on the stand-in for the Kubernetes API. */
class KialiValidationsCheckTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The treatment is a service of another namespace, whose DestinationRule has its subset. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void rulesThatStandBesideAHostElsewhereAreLookedAtToo(boolean readable) throws Exception {
        AtomicReference<MeshPort> mesh = new AtomicReference<>();
        HttpServer kiali = kialiThatFindsEverythingWell(mesh);
        try (RunningApi running = RunningApi.confined(
                access -> readable
                        || !access.client().equals("meshtrial")
                        || !access.resource().equals("destinationrules")
                        || !access.namespace().equals("shop"),
                "meshtrial.verification.enabled=false",
                "meshtrial.kiali.url=http://127.0.0.1:" + kiali.getAddress().getPort() + "/kiali")) {
            mesh.set(running.context().getBean(MeshPort.class));
            running.apply(JSON.readTree(
                    "{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \"shop\"}}"));
            running.apply(rule("shop", "catalog", "catalog"));
            running.apply(rule("shop", "another", "another"));
            running.apply(rule("demo", "first", "catalog-v1.demo.svc.cluster.local"));

            Outcome outcome = running.context()
                    .getBean(KialiValidationsCheck.class)
                    .check(Subjects.elsewhere("10% to v2", Duration.ofHours(1)));

            assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(readable ? Verdict.AGREES : Verdict.UNKNOWN);
            if (readable) {
                assertThat(outcome.sentence())
                        .contains("3 objects", "DestinationRule shop/catalog", "DestinationRule demo/first");
            } else {
                assertThat(outcome.reason()).isEqualTo(Reason.REFUSED);
                assertThat(outcome.sentence()).contains("namespace shop may not be read");
            }
        } finally {
            kiali.stop(0);
        }
    }

    private static JsonNode rule(String namespace, String name, String host) throws IOException {
        return JSON.readTree("""
                {"apiVersion": "networking.istio.io/v1", "kind": "DestinationRule",
                 "metadata": {"name": "%s", "namespace": "%s"},
                 "spec": {"host": "%s", "subsets": [{"name": "v2", "labels": {"version": "v2"}}]}}
                """.formatted(name, namespace, host));
    }

    /** Shows each object as the Kubernetes API has it, and has nothing against it. */
    private static HttpServer kialiThatFindsEverythingWell(AtomicReference<MeshPort> mesh) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/kiali/api/namespaces/", exchange -> {
            String[] path = exchange.getRequestURI().getPath().split("/");
            Kind kind = path[8].equals("VirtualService") ? Kind.VIRTUAL_SERVICE : Kind.DESTINATION_RULE;
            MeshObject object = Objects.requireNonNull(mesh.get())
                    .get(kind, path[4], path[9])
                    .orElseThrow();
            ObjectNode answer = JSON.createObjectNode();
            answer.set("resource", object.json());
            answer.putObject("validation")
                    .put("name", path[9])
                    .put("namespace", path[4])
                    .put("valid", true)
                    .putArray("checks");
            byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }
}

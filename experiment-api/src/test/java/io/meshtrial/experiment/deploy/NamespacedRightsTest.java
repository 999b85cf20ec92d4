package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.localmesh.apiserver.Authorizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** An experiment's whole life with the rights that {@code deploy/components/namespace} gives, in one namespace, and no more. */
class NamespacedRightsTest {

    private static final String PATH = "/api/v1/experiments/confined";

    /** The Role of one namespace; another client may do everything. */
    private record Role(JsonNode rules, String namespace, Set<String> refused) implements Authorizer {

        static Role in(String namespace) throws IOException {
            try (var documents = new YAMLMapper()
                    .readerFor(JsonNode.class)
                    .<JsonNode>readValues(
                            Path.of("../deploy/components/namespace/role.yaml").toFile())) {
                JsonNode role = documents.next();
                assertThat(role.path("kind").asText()).isEqualTo("Role");
                return new Role(role.path("rules"), namespace, new ConcurrentSkipListSet<>());
            }
        }

        @Override
        public boolean allows(Access access) {
            if (!access.client().equals("meshtrial")) {
                return true;
            }
            boolean allowed = access.namespace().equals(namespace)
                    && StreamSupport.stream(rules.spliterator(), false)
                            .anyMatch(rule -> texts(rule, "apiGroups").contains(access.group())
                                    && texts(rule, "resources").contains(access.resource())
                                    && texts(rule, "verbs").contains(access.verb()));
            if (!allowed) {
                refused.add(access.toString());
            }
            return allowed;
        }

        private static List<String> texts(JsonNode rule, String member) {
            return StreamSupport.stream(rule.path(member).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }
    }

    @Test
    void nothing_more_is_asked_for() throws Exception {
        Role role = Role.in("demo");
        try (RunningApi running = RunningApi.confined(role, "meshtrial.kubernetes.namespaces=demo")) {
            Api api = running.api();
            assertThat(api.post("/api/v1/experiments", "{\"id\": \"confined\", \"rules\": \"users: 10% to v2\"}")
                            .status())
                    .isEqualTo(201);
            Api.Answer started = api.post(PATH + "/start", "{}");
            assertThat(started.status()).as(started.text()).isEqualTo(202);
            observed(api, 1);
            Api.Answer another = api.send("PUT", PATH + "/rules", "20% to v2", "text/plain", "If-Match", "*");
            assertThat(another.status()).as("draws requests from now on").isEqualTo(422);
            assertThat(another.body().at("/errors/0/pointer").asString()).isEqualTo("/rules");
            Api.Answer changed = api.send("PUT", PATH + "/rules", "users: 20% to v2", "text/plain", "If-Match", "*");
            assertThat(changed.status()).as(changed.text()).isEqualTo(202);
            observed(api, 2);
            foreignEdit(running);
            await().until(() -> api.get(PATH).body().toString().contains("another-client"));
            assertThat(api.post(PATH + "/verifications", null).status()).isEqualTo(200);
            assertThat(api.post(PATH + "/stop", "{}").status()).isEqualTo(202);
            await().until(() -> !running.virtualService().toString().contains("meshtrial/confined/"));
            assertThat(role.refused()).isEmpty();
        }
    }

    @Test
    void a_namespace_that_did_not_opt_in_is_named() throws Exception {
        Role role = Role.in("shop");
        try (RunningApi running = RunningApi.confined(role, "meshtrial.kubernetes.namespaces=shop")) {
            Api api = running.api();
            Api.Answer refused = api.post("/api/v1/experiments", "{\"id\": \"confined\", \"rules\": \"10% to v2\"}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(422);
            assertThat(refused.text())
                    .contains("Looked for in the namespaces that opted in (meshtrial.kubernetes.namespaces): shop.");
            assertThat(running.virtualService().path("spec"))
                    .isEqualTo(DemoObjects.virtualService().path("spec"));
        }
    }

    private static void observed(Api api, int revision) {
        await().until(() -> api.get(PATH).body().at("/status/observedRevision").asInt() == revision);
    }

    private static void foreignEdit(RunningApi running) {
        ObjectNode edited = running.virtualService().deepCopy();
        ArrayNode http = (ArrayNode) edited.at("/spec/http");
        ((ObjectNode) http.get(http.size() - 1)).put("timeout", "7s");
        running.replaceVirtualService(edited);
    }
}

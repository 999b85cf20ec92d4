package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.leadership.Lease;
import io.meshtrial.experiment.leadership.LeaseStore;
import io.meshtrial.experiment.leadership.LeaseUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The lease as an object of {@code coordination.k8s.io/v1}; a write names the resource version that was read. */
@Component
class KubernetesLeases implements LeaseStore {

    /** The API takes times of six decimals only. */
    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubernetesRequests requests;
    private final String namespace;
    private final String name;

    KubernetesLeases(
            KubernetesRequests requests,
            KubernetesClient client,
            @Value("${meshtrial.leadership.namespace:}") String namespace,
            @Value("${meshtrial.leadership.lease-name:experiment-api}") String name) {
        this.requests = requests;
        this.namespace = namespace.isBlank() ? own(client) : namespace;
        this.name = name;
    }

    /** The namespace that the process runs in, or the one of its kubeconfig. */
    private static String own(KubernetesClient client) {
        String known = client.getNamespace();
        return known == null || known.isBlank() ? "default" : known;
    }

    @Override
    public Optional<Lease> read() {
        KubernetesRequests.Answer answer = requests.send("GET", path() + "/" + name, null, null);
        if (answer.status() == 404) {
            return Optional.empty();
        }
        if (!answer.ok()) {
            throw new LeaseUnavailable(answer.message());
        }
        JsonNode spec = answer.body().path("spec");
        return Optional.of(new Lease(
                spec.path("holderIdentity").asText(""),
                Duration.ofSeconds(spec.path("leaseDurationSeconds").asLong(15)),
                time(spec.path("acquireTime")),
                time(spec.path("renewTime")),
                spec.path("leaseTransitions").asInt(),
                answer.body().path("metadata").path("resourceVersion").asText()));
    }

    @Override
    public boolean create(Lease lease) {
        return written(requests.send("POST", path(), "application/json", json(lease)));
    }

    @Override
    public boolean replace(Lease lease) {
        return written(requests.send("PUT", path() + "/" + name, "application/json", json(lease)));
    }

    private static boolean written(KubernetesRequests.Answer answer) {
        if (answer.ok()) {
            return true;
        }
        if (answer.status() == 409) {
            return false;
        }
        throw new LeaseUnavailable(answer.message());
    }

    private ObjectNode json(Lease lease) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.put("apiVersion", "coordination.k8s.io/v1").put("kind", "Lease");
        ObjectNode metadata = object.putObject("metadata").put("name", name).put("namespace", namespace);
        if (lease.resourceVersion() != null) {
            metadata.put("resourceVersion", lease.resourceVersion());
        }
        object.putObject("spec")
                .put("holderIdentity", lease.holder())
                .put("leaseDurationSeconds", Math.max(1, lease.duration().toSeconds()))
                .put("acquireTime", MICRO_TIME.format(lease.acquiredAt()))
                .put("renewTime", MICRO_TIME.format(lease.renewedAt()))
                .put("leaseTransitions", lease.transitions());
        return object;
    }

    private String path() {
        return "/apis/coordination.k8s.io/v1/namespaces/" + namespace + "/leases";
    }

    private static Instant time(JsonNode text) {
        return text.isTextual() ? Instant.parse(text.asText()) : Instant.EPOCH;
    }
}

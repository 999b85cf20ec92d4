package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.EventSource;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.MeasurementPlan;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.support.DemoObjects;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every Kubernetes API must do for the platform; each server inherits it. */
abstract class MeshPortContract {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANDOM_PLANS = Boolean.getBoolean("meshtrial.proof") ? 1_000 : 30;

    private MeshPort mesh;
    private String namespace;

    abstract KubernetesClient client();

    @BeforeEach
    void aNamespaceOfItsOwn() {
        KubernetesRequests requests = new KubernetesRequests(client());
        mesh = new KubernetesMesh(
                requests,
                new KubernetesWatches(client(), NamespaceScope.everywhere()),
                NamespaceScope.everywhere(),
                new java.util.Random(1));
        namespace = "n" + UUID.randomUUID().toString().substring(0, 8);
        ObjectNode body = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Namespace");
        body.putObject("metadata").put("name", namespace);
        assertThat(requests.send("POST", "/api/v1/namespaces", "application/json", body)
                        .ok())
                .isTrue();
    }

    private MeshObject object(String name) {
        ObjectNode json = DemoObjects.virtualService().deepCopy();
        ObjectNode metadata = (ObjectNode) json.path("metadata");
        metadata.put("namespace", namespace).put("name", name);
        return new MeshObject(json);
    }

    private MeshObject created(String name) {
        return ((WriteResult.Written) mesh.create(Kind.VIRTUAL_SERVICE, object(name), false)).object();
    }

    private WriteResult patch(MeshObject read, String operations, boolean dryRun) {
        try {
            ArrayNode all = JSON.createArrayNode();
            all.addObject()
                    .put("op", "replace")
                    .put("path", "/metadata/resourceVersion")
                    .put("value", read.resourceVersion());
            JSON.readTree(operations).forEach(all::add);
            return mesh.patch(Kind.VIRTUAL_SERVICE, namespace, read.name(), all, dryRun);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    private static String timeout(String duration) {
        return "[{\"op\":\"add\",\"path\":\"/spec/http/0/timeout\",\"value\":\"" + duration + "\"}]";
    }

    @Test
    void whatIsNotThereIsAbsent() {
        assertThat(mesh.get(Kind.VIRTUAL_SERVICE, namespace, "nothing")).isEmpty();
        assertThat(mesh.delete(Kind.VIRTUAL_SERVICE, namespace, "nothing", "1")).isInstanceOf(WriteResult.Absent.class);
    }

    @Test
    void whatIsCreatedCanBeReadAndIsTheSame() {
        created("a");
        assertThat(mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a").orElseThrow().spec())
                .isEqualTo(object("a").spec());
        assertThat(mesh.list(Kind.VIRTUAL_SERVICE, namespace)).hasSize(1);
        assertThat(mesh.create(Kind.VIRTUAL_SERVICE, object("a"), false)).isInstanceOf(WriteResult.Conflict.class);
    }

    /** What a plan asks before it says {@code missing-host}. */
    @Test
    void hostsOfServicesAndServiceEntriesAreKnown() {
        made("/api/v1/namespaces/" + namespace + "/services", "v1", "Service", "catalog", """
                {"ports": [{"port": 80, "name": "http"}]}""");
        made(
                "/apis/networking.istio.io/v1/namespaces/" + namespace + "/serviceentries",
                "networking.istio.io/v1",
                "ServiceEntry",
                "partner",
                """
                {"hosts": ["partner.example", "*.wild.example"], "exportTo": ["."],
                 "ports": [{"number": 443, "name": "tls", "protocol": "TLS"}], "resolution": "DNS"}""");
        List<MeshObject> services = mesh.list(Kind.SERVICE);
        List<MeshObject> entries = mesh.list(Kind.SERVICE_ENTRY);

        assertThat(List.of("catalog", "catalog." + namespace + ".svc.cluster.local"))
                .allMatch(host -> KnownHosts.byService(host, namespace, services));
        assertThat(List.of("catalogue", "catalog." + namespace, "partner.example"))
                .noneMatch(host -> KnownHosts.byService(host, namespace, services));
        assertThat(KnownHosts.byService("catalog", "elsewhere", services)).isFalse();
        assertThat(KnownHosts.byEntry("partner.example", namespace, entries)).isTrue();
        assertThat(KnownHosts.byEntry("partner.example", "elsewhere", entries)).isFalse();
        assertThat(KnownHosts.byEntry("a.wild.example", namespace, entries)).isFalse();
    }

    private void made(String path, String version, String kind, String name, String spec) {
        try {
            ObjectNode body = JSON.createObjectNode().put("apiVersion", version).put("kind", kind);
            body.putObject("metadata").put("name", name).put("namespace", namespace);
            body.set("spec", JSON.readTree(spec));
            assertThat(new KubernetesRequests(client())
                            .send("POST", path, "application/json", body)
                            .ok())
                    .isTrue();
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException(broken);
        }
    }

    @Test
    void aPatchOfTheVersionThatWasReadIsWritten() {
        MeshObject read = created("a");
        WriteResult result = patch(read, timeout("3s"), false);
        assertThat(result).isInstanceOfSatisfying(WriteResult.Written.class, written -> {
            assertThat(written.object().http().get(0).path("timeout").asText()).isEqualTo("3s");
            assertThat(written.object().resourceVersion()).isNotEqualTo(read.resourceVersion());
        });
    }

    @Test
    void aPatchOfAnOlderVersionIsAConflictAndChangesNothing() {
        MeshObject read = created("a");
        patch(read, timeout("3s"), false);
        assertThat(patch(read, timeout("9s"), false)).isInstanceOf(WriteResult.Conflict.class);
        assertThat(mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a")
                        .orElseThrow()
                        .http()
                        .get(0)
                        .path("timeout")
                        .asText())
                .isEqualTo("3s");
    }

    @Test
    void aDryRunIsCheckedAndStoresNothing() {
        MeshObject read = created("a");
        assertThat(patch(read, timeout("3s"), true)).isInstanceOf(WriteResult.Written.class);
        assertThat(patch(read, timeout("0s"), true)).isInstanceOf(WriteResult.Refused.class);
        assertThat(mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a").orElseThrow().json())
                .isEqualTo(read.json());
    }

    @Test
    void aPatchThatMakesAnObjectInvalidIsRefusedWithItsCause() {
        MeshObject read = created("a");
        assertThat(patch(read, timeout("0s"), false)).isInstanceOfSatisfying(WriteResult.Refused.class, refused -> {
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.causes()).anySatisfy(cause -> assertThat(cause).contains("timeout"));
        });
    }

    @Test
    void aPathThatIsNotThereIsRefusedAtOnce() {
        MeshObject read = created("a");
        assertThat(patch(read, "[{\"op\":\"remove\",\"path\":\"/spec/http/9\"}]", false))
                .isInstanceOfSatisfying(
                        WriteResult.Refused.class,
                        refused -> assertThat(refused.causes()).isEmpty());
    }

    @Test
    void unknownFieldsAreLeftOutWithAWarning() {
        MeshObject read = created("a");
        assertThat(patch(read, "[{\"op\":\"add\",\"path\":\"/spec/http/0/tiemout\",\"value\":\"3s\"}]", false))
                .isInstanceOfSatisfying(WriteResult.Written.class, written -> {
                    assertThat(written.object().http().get(0).has("tiemout")).isFalse();
                    assertThat(written.warnings())
                            .anySatisfy(text -> assertThat(text).contains("tiemout"));
                });
    }

    @Test
    void managedFieldsNameThePlatform() {
        MeshObject read = created("a");
        patch(read, timeout("3s"), false);
        JsonNode managed = mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a")
                .orElseThrow()
                .metadata()
                .path("managedFields");
        assertThat(managed.findValuesAsText("manager")).contains(KubernetesMesh.FIELD_MANAGER);
    }

    @Test
    void noUpdateIsLostWhereManyWriteAtOnce() throws Exception {
        MeshObject read = created("a");
        patch(read, "[{\"op\":\"add\",\"path\":\"/metadata/annotations\",\"value\":{\"n\":\"0\"}}]", false);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> writers = java.util.stream.IntStream.range(0, 4)
                    .mapToObj(i -> threads.submit(() -> increment(10)))
                    .toList();
            for (Future<Object> writer : writers) {
                writer.get();
            }
        }
        assertThat(mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a").orElseThrow().annotation("n"))
                .isEqualTo("40");
    }

    private Object increment(int times) {
        int done = 0;
        while (done < times) {
            MeshObject now = mesh.get(Kind.VIRTUAL_SERVICE, namespace, "a").orElseThrow();
            int n = Integer.parseInt(String.valueOf(now.annotation("n"))) + 1;
            WriteResult result = patch(
                    now, "[{\"op\":\"replace\",\"path\":\"/metadata/annotations/n\",\"value\":\"" + n + "\"}]", false);
            done += result instanceof WriteResult.Written ? 1 : 0;
        }
        return done;
    }

    @Test
    void aWatchTellsWhatIsThereAndWhatChanges() throws Exception {
        created("before");
        List<MeshEvent> events = new CopyOnWriteArrayList<>();
        try (AutoCloseable watch = mesh.watch(Kind.VIRTUAL_SERVICE, events::add)) {
            assertThat(watch).isNotNull();
            await().until(() -> seen(events, "before"));
            MeshObject later = created("later");
            await().until(() -> seen(events, "later"));
            patch(later, timeout("7s"), false);
            await().until(() -> events.stream()
                    .anyMatch(event -> event.object()
                            .http()
                            .get(0)
                            .path("timeout")
                            .asText()
                            .equals("7s")));
            MeshObject now = mesh.get(Kind.VIRTUAL_SERVICE, namespace, "later").orElseThrow();
            mesh.delete(Kind.VIRTUAL_SERVICE, namespace, "later", String.valueOf(now.resourceVersion()));
            await().until(() -> events.stream()
                    .anyMatch(event -> event instanceof MeshEvent.Gone
                            && event.object().name().equals("later")));
        }
    }

    private static ExperimentSpec withSubsets(String namespace) {
        List<Variant> variants = List.of(
                new Variant("v1", VariantRole.CONTROL, "v1", new Destination("orders", "v1", null)),
                new Variant("v2", VariantRole.TREATMENT, "v2", new Destination("orders", "v2", null)));
        return new ExperimentSpec(
                "e",
                "",
                "",
                namespace,
                "orders",
                "orders",
                EventSource.APPLICATION,
                variants,
                "10% to v2",
                MeasurementPlan.defaults(),
                null,
                null,
                null,
                null);
    }

    private MeshObject destinationRule() {
        return mesh.get(Kind.DESTINATION_RULE, namespace, "orders").orElseThrow();
    }

    @Test
    void aMissingSubsetIsAddedToTheRuleThatIsThereAndTakenOutAgain() throws Exception {
        MeshObject rule = new MeshObject(
                JSON.readTree(
                        "{\"apiVersion\":\"networking.istio.io/v1\","
                                + "\"kind\":\"DestinationRule\",\"metadata\":{\"name\":\"orders\",\"namespace\":\""
                                + namespace
                                + "\"},\"spec\":{\"host\":\"orders\",\"subsets\":[{\"name\":\"v1\",\"labels\":{\"version\":\"v1\"}}]}}"));
        assertThat(mesh.create(Kind.DESTINATION_RULE, rule, false)).isInstanceOf(WriteResult.Written.class);
        SubsetWriter writer = new SubsetWriter(mesh, new Retries(new Random(1)));
        assertThat(writer.add("e", withSubsets(namespace))).isEqualTo(new SubsetWriter.Outcome.Stand(true));
        assertThat(writer.add("e", withSubsets(namespace))).isEqualTo(new SubsetWriter.Outcome.Stand(false));
        assertThat(destinationRule().spec().at("/subsets/1/name").asText()).isEqualTo("v2");
        assertThat(writer.remove("e", withSubsets(namespace))).isEqualTo(new SubsetWriter.Outcome.Stand(true));
        assertThat(destinationRule().spec()).isEqualTo(rule.spec());
        assertThat(destinationRule().metadata().path("annotations").isEmpty()).isTrue();
    }

    @Test
    void aRuleOfOurOwnIsCreatedWhereThereIsNoneAndDeletedAgain() throws Exception {
        SubsetWriter writer = new SubsetWriter(mesh, new Retries(new Random(1)));
        assertThat(writer.add("e", withSubsets(namespace))).isEqualTo(new SubsetWriter.Outcome.Stand(true));
        assertThat(mesh.list(Kind.DESTINATION_RULE, namespace)).hasSize(1);
        assertThat(writer.remove("e", withSubsets(namespace))).isEqualTo(new SubsetWriter.Outcome.Stand(true));
        assertThat(mesh.list(Kind.DESTINATION_RULE, namespace)).isEmpty();
    }

    private boolean seen(List<MeshEvent> events, String name) {
        return events.stream()
                .anyMatch(event -> event.object().name().equals(name)
                        && event.object().namespace().equals(namespace));
    }

    /** Every server validates what the compiler writes; each of these plans is published, changed and ended. */
    @Test
    void ownedRoutesOfRandomPlansAreTakenAndComeBackAsWritten() throws Exception {
        RandomPlans plans = new RandomPlans(20_261_122);
        int published = 0;
        for (int i = 0; i < RANDOM_PLANS; i++) {
            MeshObject before =
                    written(mesh.create(Kind.VIRTUAL_SERVICE, plans.virtualService(namespace, "random-" + i), false));
            MeshObject live = before;
            for (int revision = 2; revision <= 3; revision++) {
                if (RouteCompiler.compile(plans.experiment(revision), HostObjects.of(live))
                                instanceof Compilation.Compiled compiled
                        && RouteMerge.apply(live, "shop", revision, compiled, List.of())
                                instanceof MergeResult.Patch patch) {
                    live = patched(live, patch);
                    published++;
                }
            }
            if (RouteMerge.remove(live, "shop", List.of()) instanceof MergeResult.Patch patch) {
                live = patched(live, patch);
            }
            assertThat(live.spec()).isEqualTo(before.spec());
        }
        assertThat(published).isGreaterThan(RANDOM_PLANS);
    }

    private MeshObject patched(MeshObject live, MergeResult.Patch patch) {
        MeshObject now =
                written(mesh.patch(Kind.VIRTUAL_SERVICE, live.namespace(), live.name(), patch.operations(), false));
        assertThat(now.spec()).isEqualTo(patch.after().spec());
        return now;
    }

    private static MeshObject written(WriteResult result) {
        assertThat(result).isInstanceOf(WriteResult.Written.class);
        WriteResult.Written written = (WriteResult.Written) result;
        assertThat(written.warnings()).isEmpty();
        return written.object();
    }
}

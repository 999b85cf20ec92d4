package io.meshtrial.localmesh.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.istio.api.networking.v1.VirtualService;
import io.fabric8.istio.api.networking.v1.VirtualServiceBuilder;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The production client against the stand-in. Oracle of each answer: a recorded Kubernetes 1.36 API server. */
class ApiServerContractTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PatchContext JSON_PATCH = PatchContext.of(PatchType.JSON);
    private static final String PATH = "/apis/networking.istio.io/v1/namespaces/demo/virtualservices";

    @TempDir
    Path directory;

    private RunningApi api;

    @BeforeEach
    void start() throws Exception {
        api = new RunningApi(directory.resolve("objects.jsonl"));
        api.client
                .namespaces()
                .resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName("demo")
                        .endMetadata()
                        .build())
                .create();
    }

    @AfterEach
    void stop() throws Exception {
        api.close();
    }

    @Test
    void creating_twice_is_already_exists() {
        create("catalog", 100);
        assertThatThrownBy(() -> create("catalog", 100)).isInstanceOfSatisfying(KubernetesClientException.class, e -> {
            assertThat(e.getCode()).isEqualTo(409);
            assertThat(e.getStatus().getReason()).isEqualTo("AlreadyExists");
        });
    }

    @Test
    void creating_in_a_missing_namespace_is_not_found() {
        assertThatThrownBy(() -> api.client
                        .resources(VirtualService.class)
                        .inNamespace("shop")
                        .resource(object("catalog", 100))
                        .create())
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(404);
                    assertThat(e).hasMessageContaining("namespaces \"shop\" not found");
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"http\":[{\"route\":[{}]}]}                                            | spec.http[0].route[0].destination",
                "{\"http\":[{\"route\":[{\"destination\":{}}]}]}                          | spec.http[0].route[0].destination.host",
                "{\"http\":[{\"timeout\":\"0s\"}]}                                        | spec.http[0].timeout",
                "{\"http\":[{\"timeout\":\"abc\"}]}                                       | spec.http[0].timeout",
                "{\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"},\"weight\":\"90\"}]}]} | spec.http[0].route[0].weight",
                "{\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"},\"weight\":5.5}]}]}    | spec.http[0].route[0].weight",
                "{\"http\":[{\"match\":[{\"uri\":{\"exact\":\"/a\",\"prefix\":\"/b\"}}]}]} | spec.http[0].match[0].uri",
                "{\"http\":[{\"mirrorPercent\":-1}]}                                      | spec.http[0].mirrorPercent",
                "{\"http\":[{\"redirect\":{\"derivePort\":\"SOMEHOW\"}}]}                 | spec.http[0].redirect.derivePort",
                "{\"http\":[{\"directResponse\":{\"body\":{\"string\":\"x\"}}}]}          | spec.http[0].directResponse.status",
                "{\"http\":\"all\"}                                                       | spec.http",
            })
    void what_the_schema_forbids_is_invalid_with_its_field(String spec, String field) throws Exception {
        HttpResponse<String> answer = post("bad", spec);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).path("details").path("causes").findValuesAsText("field"))
                .contains(field);
        assertThat(api.get(PATH + "/bad").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"},\"weight\":-1}]}]}",
                "{\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"},\"weight\":101}]}]}",
                "{\"http\":[{\"route\":[{\"destination\":{\"host\":\"a\"}}],\"redirect\":{\"uri\":\"/\"}}]}",
                "{\"http\":[{\"match\":[{\"uri\":{\"regex\":\"(\"}}]}]}",
                "{}",
            })
    void what_only_istiods_webhook_refuses_is_accepted(String spec) throws Exception {
        assertThat(post("odd", spec).statusCode()).isEqualTo(201);
    }

    @Test
    void a_patch_whose_test_holds_raises_version_and_generation() {
        VirtualService before = create("catalog", 100);
        VirtualService after = named("catalog")
                .patch(JSON_PATCH, """
                [{"op":"test","path":"/metadata/resourceVersion","value":"%s"},
                 {"op":"replace","path":"/spec/http/0/route/0/weight","value":40}]""".formatted(before.getMetadata().getResourceVersion()));
        assertThat(after.getSpec().getHttp().getFirst().getRoute().getFirst().getWeight())
                .isEqualTo(40);
        assertThat(after.getMetadata().getGeneration()).isEqualTo(2);
        assertThat(after.getMetadata().getResourceVersion())
                .isNotEqualTo(before.getMetadata().getResourceVersion());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"op\":\"test\",\"path\":\"/metadata/resourceVersion\",\"value\":\"1\"}]",
                "[{\"op\":\"test\",\"path\":\"/spec/http/0/route/0/weight\",\"value\":100.0}]",
                "[{\"op\":\"replace\",\"path\":\"/spec/tcp/0/match\",\"value\":[]}]",
                "[{\"op\":\"remove\",\"path\":\"/spec/nothing\"}]",
                "[{\"op\":\"dance\",\"path\":\"/spec\"}]",
            })
    void a_patch_that_cannot_be_applied_is_422_without_causes_and_changes_nothing(String patch) {
        VirtualService before = create("catalog", 100);
        assertThatThrownBy(() -> named("catalog").patch(JSON_PATCH, patch))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(422);
                    assertThat(e.getStatus().getDetails().getCauses()).isEmpty();
                });
        assertThat(named("catalog").get()).isEqualTo(before);
    }

    @Test
    void replacing_the_resource_version_is_the_fence_against_stale_writers() {
        create("catalog", 100);
        assertThatThrownBy(() -> named("catalog").patch(JSON_PATCH, """
                [{"op":"replace","path":"/metadata/resourceVersion","value":"1"},
                 {"op":"replace","path":"/spec/http/0/route/0/weight","value":40}]"""))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> {
                    assertThat(e.getCode()).isEqualTo(409);
                    assertThat(e.getStatus().getReason()).isEqualTo("Conflict");
                });
    }

    @Test
    void a_test_for_null_holds_on_an_absent_member_and_replace_adds_one() {
        create("catalog", 100);
        VirtualService after = named("catalog").patch(JSON_PATCH, """
                [{"op":"test","path":"/spec/http/0/timeout","value":null},
                 {"op":"replace","path":"/spec/http/0/timeout","value":"2s"}]""");
        assertThat(after.getSpec().getHttp().getFirst().getTimeout()).isEqualTo("2s");
    }

    @Test
    void a_patch_without_change_keeps_the_version() {
        VirtualService before = create("catalog", 100);
        VirtualService after = named("catalog")
                .patch(JSON_PATCH, "[{\"op\":\"replace\",\"path\":\"/spec/http/0/route/0/weight\",\"value\":100}]");
        assertThat(after.getMetadata().getResourceVersion())
                .isEqualTo(before.getMetadata().getResourceVersion());
    }

    @Test
    void unknown_fields_are_pruned_with_a_warning() throws Exception {
        HttpResponse<String> answer =
                post("catalog", "{\"hosts\":[\"*\"],\"colour\":1,\"http\":[{\"name\":\"a\",\"shade\":2}]}");
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().allValues("Warning"))
                .containsExactlyInAnyOrder(
                        "299 - \"unknown field \\\"spec.colour\\\"\"",
                        "299 - \"unknown field \\\"spec.http[0].shade\\\"\"");
        assertThat(JSON.readTree(answer.body()).path("spec"))
                .isEqualTo(JSON.readTree("{\"hosts\":[\"*\"],\"http\":[{\"name\":\"a\"}]}"));
        assertThat(send("POST", PATH + "?fieldValidation=Strict", body("strict", "{\"colour\":1}"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void eight_writers_that_test_the_version_lose_no_update() throws Exception {
        create("counter", 0);
        try (var threads = Executors.newFixedThreadPool(8)) {
            Callable<Void> add = () -> {
                int done = 0;
                while (done < 10) {
                    VirtualService seen = named("counter").get();
                    int weight = seen.getSpec()
                            .getHttp()
                            .getFirst()
                            .getRoute()
                            .getFirst()
                            .getWeight();
                    try {
                        named("counter").patch(JSON_PATCH, """
                                [{"op":"test","path":"/metadata/resourceVersion","value":"%s"},
                                 {"op":"replace","path":"/spec/http/0/route/0/weight","value":%d}]""".formatted(
                                        seen.getMetadata().getResourceVersion(), weight + 1));
                        done++;
                    } catch (KubernetesClientException e) {
                        assertThat(e.getCode()).isEqualTo(422);
                    }
                }
                return null;
            };
            List<Future<Void>> all =
                    threads.invokeAll(IntStream.range(0, 8).mapToObj(i -> add).toList());
            for (Future<Void> one : all) {
                one.get();
            }
        }
        assertThat(named("counter")
                        .get()
                        .getSpec()
                        .getHttp()
                        .getFirst()
                        .getRoute()
                        .getFirst()
                        .getWeight())
                .isEqualTo(80);
    }

    @Test
    void a_stale_update_and_a_stale_merge_patch_are_conflicts() throws Exception {
        create("catalog", 100);
        String stale = "{\"metadata\":{\"resourceVersion\":\"1\"},\"spec\":{\"hosts\":[\"b\"]}}";
        assertThat(api.send("PATCH", PATH + "/catalog", "application/merge-patch+json", stale)
                        .statusCode())
                .isEqualTo(409);
        JsonNode current = JSON.readTree(api.get(PATH + "/catalog").body());
        ((ObjectNode) current.path("metadata")).put("resourceVersion", "1");
        assertThat(send("PUT", PATH + "/catalog", current.toString()).statusCode())
                .isEqualTo(409);
        ((ObjectNode) current.path("metadata")).remove("resourceVersion");
        HttpResponse<String> without = send("PUT", PATH + "/catalog", current.toString());
        assertThat(without.statusCode()).isEqualTo(422);
        assertThat(without.body()).contains("must be specified for an update");
    }

    @Test
    void strategic_merge_and_apply_are_unsupported_media_types() throws Exception {
        create("catalog", 100);
        for (String type : List.of("application/strategic-merge-patch+json", "application/apply-patch+yaml")) {
            assertThat(api.send("PATCH", PATH + "/catalog", type, "{}").statusCode())
                    .isEqualTo(415);
        }
    }

    @Test
    void a_dry_run_is_checked_and_stores_nothing() throws Exception {
        assertThat(send("POST", PATH + "?dryRun=All", body("catalog", "{\"hosts\":[\"*\"]}"))
                        .statusCode())
                .isEqualTo(201);
        assertThat(api.get(PATH + "/catalog").statusCode()).isEqualTo(404);
        VirtualService before = create("catalog", 100);
        named("catalog")
                .dryRun()
                .patch(JSON_PATCH, "[{\"op\":\"replace\",\"path\":\"/spec/http/0/route/0/weight\",\"value\":1}]");
        assertThat(named("catalog").get()).isEqualTo(before);
        assertThat(send("POST", PATH + "?dryRun=All", body("bad", "{\"http\":1}"))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void lists_come_in_pages_of_one_revision() throws Exception {
        create("a", 100);
        create("b", 100);
        JsonNode first = JSON.readTree(api.get(PATH + "?limit=1").body());
        create("c", 100);
        String token = first.path("metadata").path("continue").asText();
        JsonNode second =
                JSON.readTree(api.get(PATH + "?limit=1&continue=" + token).body());
        assertThat(first.path("metadata").path("remainingItemCount").asInt()).isEqualTo(1);
        assertThat(second.path("items").findValuesAsText("name")).containsExactly("b");
        assertThat(second.path("metadata").has("continue")).isFalse();
        assertThat(api.get(PATH + "?continue=" + token).statusCode()).isEqualTo(410);
    }

    @Test
    void one_object_has_three_versions_that_differ_in_name_only() throws Exception {
        create("catalog", 100);
        for (String version : List.of("v1", "v1beta1", "v1alpha3")) {
            String path = "/apis/networking.istio.io/" + version + "/namespaces/demo/virtualservices/catalog";
            JsonNode object = JSON.readTree(api.get(path).body());
            assertThat(object.path("apiVersion").asText()).isEqualTo("networking.istio.io/" + version);
        }
        String old = body("catalog", "{}").replace("io/v1\"", "io/v1beta1\"");
        assertThat(send("POST", PATH, old).statusCode()).isEqualTo(400);
    }

    @Test
    void finalizers_hold_a_deleted_object_until_they_are_gone() throws Exception {
        send("POST", PATH, body("held", "{}").replace("\"name\":", "\"finalizers\":[\"a.b/c\"],\"name\":"));
        assertThat(send("DELETE", PATH + "/held", "").statusCode()).isEqualTo(200);
        JsonNode held = JSON.readTree(api.get(PATH + "/held").body()).path("metadata");
        assertThat(held.has("deletionTimestamp")).isTrue();
        assertThat(held.path("generation").asInt()).isEqualTo(2);
        api.send(
                "PATCH",
                PATH + "/held",
                "application/json-patch+json",
                "[{\"op\":\"remove\",\"path\":\"/metadata/finalizers\"}]");
        assertThat(api.get(PATH + "/held").statusCode()).isEqualTo(404);
    }

    @Test
    void status_is_written_through_its_subresource_only() throws Exception {
        create("catalog", 100);
        String patch = "{\"status\":{\"observedGeneration\":7}}";
        api.send("PATCH", PATH + "/catalog", "application/merge-patch+json", patch);
        assertThat(JSON.readTree(api.get(PATH + "/catalog").body()).has("status"))
                .isFalse();
        JsonNode after =
                JSON.readTree(api.send("PATCH", PATH + "/catalog/status", "application/merge-patch+json", patch)
                        .body());
        assertThat(after.path("status").path("observedGeneration").asInt()).isEqualTo(7);
        assertThat(after.path("metadata").path("generation").asInt()).isEqualTo(1);
    }

    @Test
    void field_ownership_names_who_changed_the_routes_last() throws Exception {
        send("POST", PATH + "?fieldManager=kubectl", body("catalog", "{\"hosts\":[\"*\"],\"http\":[]}"));
        api.send(
                "PATCH",
                PATH + "/catalog?fieldManager=meshtrial",
                "application/json-patch+json",
                "[{\"op\":\"add\",\"path\":\"/spec/http/0\",\"value\":{\"name\":\"x\"}}]");
        JsonNode fields = JSON.readTree(api.get(PATH + "/catalog").body())
                .path("metadata")
                .path("managedFields");
        assertThat(fields.findValuesAsText("manager")).containsExactly("kubectl", "meshtrial");
        assertThat(fields.get(0).path("fieldsV1").path("f:spec").has("f:http")).isFalse();
        assertThat(fields.get(0).path("fieldsV1").path("f:spec").has("f:hosts")).isTrue();
        assertThat(fields.get(1).path("fieldsV1").toString()).isEqualTo("{\"f:spec\":{\"f:http\":{}}}");
    }

    @Test
    void another_token_is_unauthorized() {
        try (var stranger =
                new KubernetesClientBuilder().withConfig(api.config("other")).build()) {
            assertThatThrownBy(() -> stranger.namespaces().list())
                    .isInstanceOfSatisfying(
                            KubernetesClientException.class,
                            e -> assertThat(e.getCode()).isEqualTo(401));
        }
    }

    @Test
    void objects_survive_a_restart_with_their_versions() throws Exception {
        VirtualService before = create("catalog", 100);
        api.close();
        api = new RunningApi(directory.resolve("objects.jsonl"));
        assertThat(named("catalog").get()).isEqualTo(before);
    }

    private VirtualService create(String name, int weight) {
        return api.client
                .resources(VirtualService.class)
                .inNamespace("demo")
                .resource(object(name, weight))
                .create();
    }

    private Resource<VirtualService> named(String name) {
        return api.client.resources(VirtualService.class).inNamespace("demo").withName(name);
    }

    private static VirtualService object(String name, int weight) {
        return new VirtualServiceBuilder()
                .withNewMetadata()
                .withName(name)
                .endMetadata()
                .withNewSpec()
                .withHosts("*")
                .addNewHttp()
                .addNewRoute()
                .withNewDestination()
                .withHost("catalog-v1")
                .endDestination()
                .withWeight(weight)
                .endRoute()
                .endHttp()
                .endSpec()
                .build();
    }

    private HttpResponse<String> post(String name, String spec) throws Exception {
        return send("POST", PATH, body(name, spec));
    }

    private static String body(String name, String spec) {
        return "{\"apiVersion\":\"networking.istio.io/v1\",\"kind\":\"VirtualService\",\"metadata\":{\"name\":\"" + name
                + "\"},\"spec\":" + spec + "}";
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return api.send(method, path, "application/json", body);
    }
}

package io.meshtrial.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.rest.BreakingChanges;
import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps the examples in docs/reference true: they have the members that the API answers with. Where a change is meant,
 * {@code -Dmeshtrial.write-reference=true} writes them anew and the change shows in review. What would break a client of the
 * OpenAPI document is refused even then, unless {@code -Dmeshtrial.accept-breaking-change=true} says that it is meant.
 */
class ReferenceDocumentsTest {

    private static final Path REFERENCE = Path.of("../docs/reference");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(tools.jackson.databind.MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();
    private static RunningApi running;

    @BeforeAll
    static void anExperimentRuns() throws Exception {
        running = RunningApi.start();
        api().post(
                        "/api/v1/experiments",
                        "{\"id\":\"search-ranking\",\"name\":\"Search with ranking\","
                                + "\"question\":\"Does ranked search help?\",\"rules\":\"10% to v2\",\"rollout\":{}}");
        api().post("/api/v1/experiments/search-ranking/start", "{}");
        await().until(() -> api().get("/api/v1/experiments/search-ranking")
                .body()
                .at("/status/publication/state")
                .asString()
                .equals("SUCCEEDED"));
        await().until(() -> api().get("/api/v1/experiments/search-ranking")
                .body()
                .at("/status/rollout/since")
                .isString());
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    private static Api api() {
        return running.api();
    }

    @Test
    void theExperimentExampleHasTheMembersOfARealAnswer() throws IOException {
        sameMembers(
                "experiment-example.json",
                api().get("/api/v1/experiments/search-ranking").body());
    }

    @Test
    void thePlanExampleHasTheMembersOfARealAnswer() throws IOException {
        sameMembers(
                "plan-example.json",
                api().post("/api/v1/experiments/search-ranking/plan", "{\"rules\":\"25% to v2\"}")
                        .body());
    }

    @Test
    void theExplainExampleHasTheMembersOfARealAnswer() throws IOException {
        sameMembers(
                "explain-example.json",
                api().post(
                                "/api/v1/experiments/search-ranking/explain",
                                "{\"path\":\"/Weather\",\"headers\":{\"user-agent\":\"curl/8.15.0\"}}")
                        .body());
    }

    @Test
    void theOpenApiDocumentIsTheCommittedOne() throws IOException {
        ObjectNode served = (ObjectNode) running.as("").get("/v3/api-docs").body();
        served.remove("servers");
        assertThat(served.path("openapi").asString()).startsWith("3.1");
        Path file = REFERENCE.resolve("openapi.json");
        List<String> breaking = BreakingChanges.between(JSON.readTree(Files.readString(file)), served);
        if (!Boolean.getBoolean("meshtrial.accept-breaking-change")) {
            assertThat(breaking).as("what clients may rely on").isEmpty();
        }
        if (Boolean.getBoolean("meshtrial.write-reference")) {
            Files.writeString(file, JSON.writeValueAsString(served) + "\n");
        }
        assertThat(served).isEqualTo(JSON.readTree(Files.readString(file)));
    }

    private static void sameMembers(String name, JsonNode answer) throws IOException {
        Path file = REFERENCE.resolve(name);
        if (Boolean.getBoolean("meshtrial.write-reference")) {
            Files.writeString(file, JSON.writeValueAsString(answer) + "\n");
        }
        Set<String> documented = new TreeSet<>();
        members(JSON.readTree(Files.readString(file)), "", documented);
        Set<String> real = new TreeSet<>();
        members(answer, "", real);
        assertThat(real).isEqualTo(documented);
    }

    private static void members(JsonNode node, String path, Set<String> into) {
        if (node.isObject() && !path.endsWith("/route")) {
            node.properties().forEach(member -> {
                into.add(path + "/" + member.getKey());
                members(member.getValue(), path + "/" + member.getKey(), into);
            });
        } else if (node.isArray()) {
            node.forEach(element -> members(element, path + "/*", into));
        }
    }
}

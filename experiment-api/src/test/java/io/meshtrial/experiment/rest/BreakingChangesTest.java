package io.meshtrial.experiment.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The check of the committed document can fail, and it fails for what breaks clients only. */
class BreakingChangesTest {

    private static final JsonNode COMMITTED = committed();

    private static JsonNode committed() {
        try {
            return JsonMapper.builder().build().readTree(Files.readString(Path.of("../docs/reference/openapi.json")));
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static ObjectNode at(JsonNode document, String pointer) {
        return (ObjectNode) document.at(pointer);
    }

    static Stream<Arguments> breaking() {
        return Stream.of(
                change(
                        "GET /api/v1/experiments/{id} is gone",
                        api -> at(api, "/paths/~1api~1v1~1experiments~1{id}").remove("get")),
                change(
                        "parameter q is gone",
                        api -> ((ArrayNode) api.at("/paths/~1api~1v1~1experiments/get/parameters"))
                                .removeIf(one -> one.path("name").asString().equals("q"))),
                change(
                        "parameter urgency is required now",
                        api -> ((ArrayNode) api.at("/paths/~1api~1v1~1experiments/get/parameters"))
                                .addObject()
                                .put("name", "urgency")
                                .put("in", "query")
                                .put("required", true)),
                change(
                        "/state is gone",
                        api -> at(api, "/components/schemas/ExperimentStatus/properties")
                                .remove("state")),
                change(
                        "and is [string]",
                        api -> at(api, "/components/schemas/ExperimentStatus/properties/revision")
                                .put("type", "string")),
                change(
                        "/question is required now",
                        api -> at(api, "/components/schemas/ExperimentDraft")
                                .putArray("required")
                                .add("question")),
                change(
                        "has a tighter maxLength",
                        api -> at(api, "/components/schemas/ExperimentDraft/properties/question")
                                .put("maxLength", 3)));
    }

    private static Arguments change(String found, Consumer<JsonNode> change) {
        return Arguments.of(found, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void whatBreaksAClientIsFound(String found, Consumer<JsonNode> change) {
        JsonNode changed = COMMITTED.deepCopy();
        change.accept(changed);
        assertThat(BreakingChanges.between(COMMITTED, changed)).anyMatch(text -> text.contains(found));
    }

    @Test
    void whatIsAddedBreaksNothing() {
        JsonNode changed = COMMITTED.deepCopy();
        at(changed, "/paths").putObject("/api/v1/weather").putObject("get");
        at(changed, "/components/schemas/ExperimentStatus/properties")
                .putObject("mood")
                .put("type", "string");
        at(changed, "/components/schemas/ExperimentDraft/properties")
                .putObject("mood")
                .put("type", "string");
        assertThat(BreakingChanges.between(COMMITTED, changed)).isEmpty();
    }
}

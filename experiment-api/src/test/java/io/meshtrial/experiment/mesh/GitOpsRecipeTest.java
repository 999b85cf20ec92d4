package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.support.RunningApi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The expressions of docs/guide/gitops.md, as they stand there, take exactly our part out of an object. */
class GitOpsRecipeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatArgoComparesIsTheSameBeforeDuringAndAfterAnExperiment() throws Exception {
        Assumptions.assumeTrue(
                Arrays.stream(System.getenv("PATH").split(":"))
                        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "jq"))),
                "jq is not installed");
        List<String> expressions = expressions();
        assertThat(expressions).hasSize(2);
        try (RunningApi running = RunningApi.start()) {
            JsonNode before = compared(running.virtualService(), expressions);
            running.api().post("/api/v1/experiments", "{\"id\": \"ignored\", \"rules\": \"users: 10% to v2\"}");
            running.api().post("/api/v1/experiments/ignored/start", "{}");
            await().until(() -> running.virtualService().toString().contains("meshtrial/ignored/"));
            assertThat(compared(running.virtualService(), expressions)).isEqualTo(before);
            ObjectNode marked = running.virtualService().deepCopy();
            marked.withObject("/metadata").withObject("/annotations").put(RollbackMark.ANNOTATION, "{\"other\":1}");
            assertThat(compared(marked, expressions).path("spec")).isEqualTo(before.path("spec"));
            running.api().post("/api/v1/experiments/ignored/stop", "{}");
            await().until(() -> !running.virtualService().toString().contains("meshtrial/ignored/"));
            assertThat(compared(running.virtualService(), expressions)).isEqualTo(before);
        }
    }

    private static List<String> expressions() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("../docs/guide/gitops.md"));
        int from = lines.indexOf("          jqPathExpressions:") + 1;
        return lines.subList(from, lines.size()).stream()
                .takeWhile(line -> line.startsWith("            - "))
                .map(line -> line.strip().substring(2))
                .toList();
    }

    /** Labels, annotations and spec, without what the expressions name. */
    private static JsonNode compared(JsonNode object, List<String> expressions) throws Exception {
        String program = expressions.stream()
                        .map(expression -> "del(" + expression + ")")
                        .reduce((first, second) -> first + " | " + second)
                        .orElseThrow()
                + " | {labels: .metadata.labels, annotations: (.metadata.annotations // {}), spec: .spec}";
        Process jq = new ProcessBuilder("jq", "-c", program).start();
        try (var input = jq.getOutputStream()) {
            input.write(object.toString().getBytes(StandardCharsets.UTF_8));
        }
        JsonNode result = JSON.readTree(jq.getInputStream().readAllBytes());
        assertThat(jq.waitFor()).isZero();
        return result;
    }
}

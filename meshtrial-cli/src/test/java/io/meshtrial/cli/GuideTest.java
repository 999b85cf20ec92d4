package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Every {@code ./meshtrial} line of the guide, typed as it stands, with the definition that the guide shows. */
class GuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide");
    private static final Pattern LINE = Pattern.compile("(?m)^ *\\./meshtrial (.+)$");
    private static final Pattern DEFINITION = Pattern.compile("(?ms)^ *```yaml\n(.*?)^ *```$");
    private static final String EXPERIMENT = "/api/v1/experiments/catalog-search";

    private final DocumentedService service = new DocumentedService();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void aServiceWhereItGoesWell() throws IOException {
        String page = Files.readString(GUIDE.resolve("cluster-experiment.md"));
        var definition = DEFINITION.matcher(page);
        assertThat(definition.find()).isTrue();
        Files.writeString(
                folder.resolve("catalog-search.yaml"), definition.group(1).stripIndent());
        String draft = DocumentedService.example("experiment-example.json")
                .replace("search-ranking", "catalog-search")
                .replace("RUNNING", "DRAFT");
        String running = draft.replace("DRAFT", "RUNNING");
        service.on("POST /api/v1/plan", 200, DocumentedService.example("plan-example.json"))
                .on("POST /api/v1/experiments", 201, draft)
                .on("POST " + EXPERIMENT + "/start", 202, running)
                .after("POST " + EXPERIMENT + "/start", "GET " + EXPERIMENT, 200, running)
                .on("GET /api/v1/results/catalog-search/verdict", 200, """
                        {"word": "BETTER", "sentence": "found more", "promotion": [{"state": "MET"}]}""")
                .on("GET /api/v1/results/catalog-search", 200, everythingThatPromotionNeeds())
                .on("POST " + EXPERIMENT + "/explain", 200, DocumentedService.example("explain-example.json"))
                .on("POST " + EXPERIMENT + "/verifications", 200, """
                        {"running": false, "summary": {"sentence": "all agree", "agrees": 1, "differs": 0},
                         "rows": [{"title": "Live routes", "verdict": "AGREES", "configured": true, "sentence": "same"}]}""")
                .on("POST " + EXPERIMENT + "/rollback", 202, running)
                .on("GET /api/v1/experiments", 200, "{\"items\": [], \"nextCursor\": null}")
                .on("GET /api/v1/orphans", 200, "[]")
                .on("GET /api/v1/orphans/traces", 200, "[]");
    }

    /** The documented results, with every condition met. */
    private static String everythingThatPromotionNeeds() {
        JsonNode results = JsonMapper.shared().readTree(DocumentedService.example("results-example.json"));
        results.at("/verdict/promotion").forEach(condition -> ((ObjectNode) condition).put("state", "MET"));
        return results.toString();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void everyCallOfTheGuideEndsWellAndSaysSomething() throws Exception {
        List<String> calls = new ArrayList<>();
        try (Stream<Path> pages = Files.list(GUIDE)) {
            for (Path page : pages.sorted().toList()) {
                LINE.matcher(Files.readString(page)).results().forEach(line -> calls.add(line.group(1)));
            }
        }
        assertThat(calls)
                .extracting(call -> call.split(" ", 2)[0])
                .contains("plan", "apply", "status", "explain", "verify", "rollback", "uninstall");

        for (String call : calls) {
            out.getBuffer().setLength(0);
            int code = run(words(call));
            assertThat(code).as("./meshtrial %s%n%s%s", call, out, err).isZero();
            assertThat(out.toString()).as(call).isNotBlank();
        }
    }

    /** As a shell splits it. */
    private List<String> words(String call) throws Exception {
        Process shell = new ProcessBuilder("bash", "-c", "printf '%s\\n' " + call)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String text = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return text.lines()
                .map(word -> word.endsWith(".yaml") ? folder.resolve(word).toString() : word)
                .toList();
    }

    /** Ctrl-C after the first picture of a call that goes on showing. */
    private int run(List<String> words) {
        PrintWriter picture = new PrintWriter(out) {
            @Override
            public void flush() {
                super.flush();
                if (words.contains("--watch")) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try {
            return Main.run(
                    new Terminal(picture, new PrintWriter(err, true), false, true),
                    Map.of("MESHTRIAL_TOKEN", "secret", "MESHTRIAL_SERVER", service.address()),
                    words.toArray(String[]::new));
        } finally {
            Thread.interrupted();
        }
    }
}

package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private static final String EXPERIMENT = "/api/v1/experiments/search-ranking";
    private static final String LEFT = """
            [{"kind": "DestinationRule", "namespace": "demo", "name": "catalog",
              "traces": ["subset v2 of search-ranking"]}]""";

    private final DocumentedService service = new DocumentedService();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        service.close();
    }

    @Test
    void aPlanSaysWhoGetsWhatWhatChangesAndThatItCanBeApplied() {
        service.on("POST " + EXPERIMENT + "/plan", 200, DocumentedService.example("plan-example.json"));

        assertThat(run("plan", "search-ranking", "--rules", "25% to v2")).isEqualTo(0);

        assertThat(out.toString())
                .containsPattern("Plan p-[0-9a-f]+  search-ranking, revision 2")
                .containsPattern("who +gets +because\\s+everyone +v1 75 %, v2 25 % +line 1")
                .contains("+       weight: 7500")
                .doesNotContain("  - catalog-gateway")
                .contains("✓ can be applied");
        assertThat(service.asked.getFirst().body()).contains("\"rules\":\"25% to v2\"");
    }

    @Test
    void aPlanIsWrittenAsJsonWhereThatIsAsked() {
        service.on("POST " + EXPERIMENT + "/plan", 200, DocumentedService.example("plan-example.json"))
                .on("POST /api/v1/plan", 200, DocumentedService.example("plan-example.json"));
        assertThat(run("plan", "search-ranking", "--notation", "json")).isEqualTo(0);
        assertThat(run("plan", "search-ranking", "--notation", "yaml")).isEqualTo(0);
        assertThat(service.asked)
                .extracting(DocumentedService.Asked::path)
                .containsExactly(EXPERIMENT + "/plan?diff=JSON", EXPERIMENT + "/plan");
        assertThat(run("plan", "search-ranking", "--notation", "xml")).isEqualTo(2);
    }

    @Test
    void anExplanationNamesTheFirstFieldThatDidNotMatch() {
        service.on("POST " + EXPERIMENT + "/explain", 200, DocumentedService.example("explain-example.json"));

        assertThat(run("explain", "search-ranking", "-H", "user-agent=curl/8.15.0", "--path", "/Weather"))
                .isEqualTo(0);

        assertThat(out.toString())
                .contains("v1 90 %, v2 10 %  10% to v2")
                .contains("comes in at demo/catalog-gateway, port 80 (HTTP)")
                .contains("goes to catalog-v2.demo.svc.cluster.local:80 as catalog.example/Weather")
                .contains("  request set x-meshtrial: search-ranking;r1;1;v2;catalog-v2;redacted-redacted-reda")
                .containsPattern("http\\[1] +foreign +headers\\[\"user-agent\"] +matches \"\\.\\*Chrome\\.\\*\"");
        assertThat(service.asked.getFirst().body()).contains("\"user-agent\":\"curl/8.15.0\"");
    }

    @Test
    void aStatusShowsTheVerdictEachMetricAndWhatPromotionNeeds() {
        service.on("GET /api/v1/results/search-ranking", 200, DocumentedService.example("results-example.json"));

        assertThat(run("status", "search-ranking")).isEqualTo(0);

        assertThat(out.toString())
                .contains("✓ No harm so far  p95 latency upper bound +3.1 % < margin 5 %")
                .containsPattern(
                        "p95 latency +v2 +250\\.0 ms +253\\.0 ms +\\+1\\.2 % \\(−0\\.7 to \\+3\\.1\\) +✓ below margin")
                .containsPattern("Minimum duration +◔ not yet");
    }

    @Test
    void jsonIsTheServicesOwnAnswer() {
        service.on("GET /api/v1/results/search-ranking", 200, "{\"unknownMember\": [1, 2]}");

        assertThat(run("status", "search-ranking", "-o", "json")).isEqualTo(0);

        assertThat(out.toString()).contains("unknownMember");
    }

    @Test
    void verificationEndsWithThirteenWhereAWitnessDiffers() {
        service.on("POST " + EXPERIMENT + "/verifications", 200, """
                {"running": false, "summary": {"sentence": "1 of 2 checks differs", "agrees": 1, "differs": 1},
                 "rows": [{"title": "No foreign edit", "verdict": "DIFFERS", "configured": true, "sentence": "changed"},
                          {"title": "Kiali", "verdict": "UNKNOWN", "configured": false, "sentence": "not set"}]}""");

        assertThat(run("verify", "search-ranking")).isEqualTo(13);

        assertThat(out.toString()).contains("✗ Differs").contains("– Not configured");
    }

    @Test
    void applyingCreatesWhatIsNotThereAndStartsItWhenAsked() throws IOException {
        String created = DocumentedService.example("experiment-example.json").replace("RUNNING", "DRAFT");
        service.on("POST /api/v1/experiments", 201, created).on("POST " + EXPERIMENT + "/start", 202, created);

        assertThat(run("apply", "-f", file("id: search-ranking\nrules: 10% to v2\n"), "--start", "--reason", "first"))
                .isEqualTo(0);

        assertThat(paths())
                .containsExactly("GET " + EXPERIMENT, "POST /api/v1/experiments", "POST " + EXPERIMENT + "/start");
        assertThat(service.asked.getLast().body()).isEqualTo("{\"reason\":\"first\"}");
    }

    @Test
    void applyingWhatStandsAlreadyChangesNothing() throws IOException {
        service.on("GET " + EXPERIMENT, 200, DocumentedService.example("experiment-example.json"));

        assertThat(run("apply", "-f", file("""
                                id: search-ranking
                                name: Search with ranking
                                rules: 10% to v2
                                measurement: {plannedUnits: 20000}
                                """))).isEqualTo(0);

        assertThat(paths()).containsExactly("GET " + EXPERIMENT);
        assertThat(out.toString()).contains("search-ranking is as the file says");
    }

    @Test
    void applyingOtherRulesSendsThemAgainstTheVersionThatWasRead() throws IOException {
        String stored = DocumentedService.example("experiment-example.json");
        service.on("GET " + EXPERIMENT, 200, stored).on("PUT " + EXPERIMENT + "/rules", 202, stored);

        assertThat(run("apply", "-f", file("id: search-ranking\nrules: 25% to v2\n"), "--ack", "unreachable-rule"))
                .isEqualTo(0);

        DocumentedService.Asked put = service.asked.getLast();
        assertThat(put.path()).contains("ack=unreachable-rule");
        assertThat(put.match()).isEqualTo("\"2\"");
        assertThat(put.body()).isEqualTo("\"25% to v2\"");
    }

    @Test
    void uninstallingEndsEveryExperimentThatMayBeEndedAndWaitsForTheMesh() {
        String stored = DocumentedService.example("experiment-example.json");
        service.on("GET /api/v1/experiments", 200, "{\"items\": [" + stored + "], \"nextCursor\": null}")
                .on("POST " + EXPERIMENT + "/stop", 202, stored)
                .on("GET " + EXPERIMENT, 200, stored)
                .on("GET /api/v1/orphans", 200, """
                        [{"experiment": "lost", "namespace": "demo", "virtualService": "orders"}]""")
                .on("DELETE /api/v1/orphans/lost", 204, "")
                .on("GET /api/v1/orphans/traces", 200, LEFT)
                .after("DELETE /api/v1/orphans/lost", "GET /api/v1/orphans/traces", 200, "[]");

        assertThat(run("uninstall")).isEqualTo(0);

        assertThat(out.toString())
                .contains("search-ranking  VirtualService demo/catalog  ✓ is ended")
                .contains("lost            VirtualService demo/orders   ✓ orphaned routes were removed")
                .contains("✓ Nothing of Meshtrial is left");
        assertThat(paths()).contains("POST " + EXPERIMENT + "/stop", "DELETE /api/v1/orphans/lost");

        service.asked.clear();
        assertThat(run("uninstall", "--dry-run")).isEqualTo(0);
        assertThat(paths()).allMatch(path -> path.startsWith("GET "));
    }

    /** Every call of the service succeeded; the mesh says otherwise. */
    @Test
    void uninstallingEndsWithOneWhereTheMeshStillHasSomething() {
        String stored = DocumentedService.example("experiment-example.json");
        service.on("GET /api/v1/experiments", 200, "{\"items\": [" + stored + "], \"nextCursor\": null}")
                .on("POST " + EXPERIMENT + "/stop", 202, stored)
                .on("GET " + EXPERIMENT, 200, stored)
                .on("GET /api/v1/orphans", 200, "[]")
                .on("GET /api/v1/orphans/traces", 200, LEFT);

        assertThat(run("uninstall", "--timeout", "1s")).isEqualTo(1);

        assertThat(out.toString())
                .contains("✗ The mesh still has something")
                .containsPattern("DestinationRule demo/catalog +subset v2 of search-ranking")
                .doesNotContain("Nothing of Meshtrial is left");
    }

    @Test
    void uninstallingWithoutAnAnswerAboutTheMeshIsNoSuccess() {
        service.on("GET /api/v1/experiments", 200, "{\"items\": [], \"nextCursor\": null}")
                .on("GET /api/v1/orphans", 200, "[]");

        assertThat(run("uninstall")).isEqualTo(1);
    }

    /** Oracle: the codes of docs/reference/command-line.md; the rows that were not named say something else. */
    @ParameterizedTest
    @CsvSource({
        "live-routes, 0",
        "foreign-edit, 13",
        "sample-ratio, 14",
        "kiali-share, 14",
        "never-heard-of, 14",
        "live-routes kiali-share, 14",
        "kiali-share foreign-edit, 13"
    })
    void verificationOfNamedRowsEndsAsThoseRowsDo(String rows, int code) {
        service.on("POST " + EXPERIMENT + "/verifications", 200, """
                {"running": false, "summary": {"sentence": "1 of 3 checks differs", "agrees": 1, "differs": 1, "tooEarly": 1},
                 "rows": [{"row": "foreign-edit", "title": "a", "verdict": "DIFFERS", "configured": true, "sentence": "s"},
                          {"row": "live-routes", "title": "b", "verdict": "AGREES", "configured": true, "sentence": "s"},
                          {"row": "sample-ratio", "title": "c", "verdict": "TOO_EARLY", "configured": true, "sentence": "s"},
                          {"row": "kiali-share", "title": "d", "verdict": "UNKNOWN", "configured": false, "sentence": "s"}]}""");
        List<String> arguments = new ArrayList<>(List.of("verify", "search-ranking"));
        for (String row : rows.split(" ", -1)) {
            arguments.addAll(List.of("--row", row));
        }
        assertThat(run(arguments.toArray(String[]::new))).isEqualTo(code);
    }

    @Test
    void aRefusalIsShownWithItsPositionAndHintAndEndsWithOne() {
        service.on("POST " + EXPERIMENT + "/plan", 422, """
                {"title": "The rules cannot be read", "detail": "1 error",
                 "errors": [{"pointer": "/rules", "line": 1, "column": 5, "detail": "expected \\"to\\"", "hint": "10% to v2"}]}""");

        assertThat(run("plan", "search-ranking", "--rules", "10% v2")).isEqualTo(1);

        assertThat(err.toString())
                .contains("The rules cannot be read")
                .contains("line 1, column 5: expected \"to\"")
                .contains("hint: 10% to v2");
    }

    @Test
    void escapeSequencesFromOutsideNeverReachTheTerminal() {
        service.on("GET /api/v1/results", 200, """
                {"items": [{"experiment": "e", "state": "RUNNING", "word": "HARM", "sentence": "\\u001b[2Jgone\\u202e"}]}""");

        assertThat(run("status")).isEqualTo(0);

        assertThat(out.toString())
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .contains("gone");
    }

    @Test
    void withoutATokenWithoutAServiceAndWithoutSenseEachHasItsOwnCode() {
        assertThat(run(Map.of("MESHTRIAL_TOKEN", "wrong", "MESHTRIAL_SERVER", service.address()), "status"))
                .isEqualTo(4);
        assertThat(run(Map.of("MESHTRIAL_SERVER", "http://127.0.0.1:1"), "status"))
                .isEqualTo(3);
        assertThat(run(Map.of("MESHTRIAL_SERVER", "not an address"), "status")).isEqualTo(2);
        assertThat(run("status", "--every", "soon")).isEqualTo(2);
        assertThat(run("apply", "-f", folder.resolve("missing.yaml").toString()))
                .isEqualTo(2);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedWithItsPlace() throws IOException {
        assertThat(run("apply", "-f", file("id: [unfinished\n"))).isEqualTo(2);

        assertThat(err.toString()).contains("(line ");
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("experiment.yaml"), text).toString();
    }

    private List<String> paths() {
        List<String> paths = new ArrayList<>();
        service.asked.forEach(asked -> paths.add(asked.method() + " " + asked.path()));
        return paths;
    }

    private int run(String... arguments) {
        return run(Map.of("MESHTRIAL_TOKEN", "secret", "MESHTRIAL_SERVER", service.address()), arguments);
    }

    private int run(Map<String, String> environment, String... arguments) {
        Terminal terminal = new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false);
        return Main.run(terminal, environment, arguments);
    }
}

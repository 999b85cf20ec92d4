package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a pipeline acts on: how the step that waits ends, the documented codes, and completion in a real bash. */
class PipelineTest {

    private static final String EXPERIMENT = "/api/v1/experiments/search";
    private static final String VERDICT = "GET /api/v1/results/search/verdict";
    private static final String RESULTS = "GET /api/v1/results/search";

    private final DocumentedService service = new DocumentedService();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    @AfterEach
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RUNNING     | {"word": "NO_HARM", "promotion": [{"state": "MET"}]}     | 0
            PROMOTED    | {}                                                       | 0
            RUNNING     | {"word": "HARM"}                                         | 10
            ROLLED_BACK | {"word": "NO_HARM", "promotion": [{"state": "MET"}]}     | 10
            RUNNING     | {"word": "NO_HARM", "promotion": [{"state": "NOT_YET"}]} | 11
            RUNNING     | {}                                                       | 11
            RUNNING     | {"word": "CANNOT_JUDGE"}                                 | 12
            """)
    void waitingEndsAsTheVerdictDoes(String state, String verdict, int code) {
        service.on("GET " + EXPERIMENT, 200, stored(state, 2, 2))
                .on(VERDICT, 200, verdict)
                .on(RESULTS, 200, results(2, verdict));

        assertThat(run("wait", "search", "--timeout", "0s")).as(err.toString()).isEqualTo(code);
    }

    /** Only a verdict that knows the revision that was applied, and that the mesh serves, ends the wait. */
    @ParameterizedTest
    @CsvSource({"2, 2, 0", "2, 1, 11", "1, 2, 11", "1, 1, 11"})
    void aVerdictOfTheRulesBeforeIsWaitedOut(int served, int judged, int code) {
        String good = "{\"word\": \"BETTER\", \"promotion\": [{\"state\": \"MET\"}]}";
        service.on("GET " + EXPERIMENT, 200, stored("RUNNING", 2, served))
                .on(VERDICT, 200, good)
                .on(RESULTS, 200, results(judged, good));

        assertThat(run("wait", "search", "--timeout", "0s")).isEqualTo(code);
        assertThat(err.toString().contains("Waiting for revision 2")).isEqualTo(code != 0);
    }

    @Test
    void aVerdictWithoutItsResultsIsNoVerdict() {
        service.on("GET " + EXPERIMENT, 200, stored("RUNNING", 1, 1)).on(VERDICT, 200, "{\"word\": \"HARM\"}");

        assertThat(run("wait", "search", "--timeout", "0s")).isEqualTo(11);
    }

    private static String stored(String state, int revision, int observed) {
        return "{\"id\": \"search\", \"status\": {\"state\": \"%s\", \"revision\": %d, \"observedRevision\": %d}}"
                .formatted(state, revision, observed);
    }

    private static String results(int revision, String verdict) {
        return "{\"experiment\": {\"revision\": %d}, \"verdict\": %s}".formatted(revision, verdict);
    }

    /** The guide's step: {@code apply -f FILE --start --wait}. */
    @Test
    void oneCommandAppliesStartsAndWaits() throws IOException {
        String draft = "{\"id\": \"search\", \"rules\": \"10% to v2\", \"status\": {\"state\": \"DRAFT\"}}";
        service.on("POST /api/v1/experiments", 201, draft)
                .on("POST " + EXPERIMENT + "/start", 202, draft)
                .on(VERDICT, 200, "{\"word\": \"HARM\"}")
                .on(RESULTS, 200, results(0, "{\"word\": \"HARM\"}"));
        service.after("POST " + EXPERIMENT + "/start", "GET " + EXPERIMENT, 200, draft.replace("DRAFT", "RUNNING"));
        Path file = Files.writeString(folder.resolve("search.yaml"), "id: search\nrules: 10% to v2\n");

        assertThat(run("apply", "-f", file.toString(), "--start", "--wait", "--timeout", "0s"))
                .as(err.toString())
                .isEqualTo(10);
    }

    @Test
    void anExperimentThatIsNotThereEndsAtOnce() {
        assertThat(run("wait", "search", "--timeout", "1h")).isEqualTo(1);
    }

    /** By a clock of the test's own: two hours pass when the pause of the service was said. */
    @Test
    void aServiceThatWentAwayIsNoVerdict() {
        service.on("GET " + EXPERIMENT, 200, "{\"status\": {\"state\": \"RUNNING\"}}")
                .on(VERDICT, 200, "{}");
        AtomicLong clock = new AtomicLong();
        PrintWriter notes = new PrintWriter(err) {
            @Override
            public void println(String line) {
                super.println(line);
                service.on("GET " + EXPERIMENT, 503, "{\"title\": \"Starting\"}");
                if (line.contains("Starting")) {
                    clock.addAndGet(Duration.ofHours(2).toNanos());
                }
            }
        };
        VerdictWait wait = new VerdictWait(
                new Service(URI.create(service.address()), "secret"),
                new Terminal(new PrintWriter(out), notes, false, false),
                Duration.ZERO,
                clock::get);

        assertThat(wait.until("search", Duration.ofHours(1))).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(err.toString()).contains("Starting", "Not decided within 3600 s.");
    }

    /** Oracle: the table in docs/reference/command-line.md; {@code --help} says the same. */
    @Test
    void everyCodeIsDocumentedAndNoOther() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "reference", "command-line.md"));
        List<Integer> documented = Pattern.compile("(?m)^\\| ([0-9]+) \\|")
                .matcher(page.substring(page.indexOf("## Exit codes")))
                .results()
                .map(row -> Integer.parseInt(row.group(1)))
                .toList();

        assertThat(Stream.of(ExitCode.values()).map(ExitCode::number)).containsExactlyElementsOf(documented);
        assertThat(run("--help")).isZero();
        assertThat(documented)
                .allSatisfy(code -> assertThat(out.toString()).containsPattern("(?m)^ *" + code + " +\\w"));
    }

    @Test
    void bashCompletesCommandsAndTheirOptions() throws Exception {
        assertThat(run("generate-completion")).isZero();
        Path script = Files.writeString(folder.resolve("completion"), out.toString());

        assertThat(completed(script, "meshtrial", "roll")).containsExactly("rollback");
        assertThat(completed(script, "meshtrial", "status", "--wa")).containsExactly("--watch");
    }

    private static List<String> completed(Path script, String... words) throws Exception {
        ProcessBuilder bash = new ProcessBuilder(
                "bash",
                "--norc",
                "-c",
                "compopt() { :; }; source \"$1\"; shift; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                        + " COMP_POINT=${#COMP_LINE}; $(complete -p meshtrial | sed 's/.*-F \\([^ ]*\\).*/\\1/')"
                        + " \"$1\"; printf '%s\\n' \"${COMPREPLY[@]}\"",
                "completion",
                script.toString());
        bash.command().addAll(List.of(words));
        Process process = bash.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return said.lines().map(String::strip).toList();
    }

    private Map<String, String> environment() {
        return Map.of("MESHTRIAL_TOKEN", "secret", "MESHTRIAL_SERVER", service.address());
    }

    private int run(String... arguments) {
        return Main.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, false),
                environment(),
                arguments);
    }
}

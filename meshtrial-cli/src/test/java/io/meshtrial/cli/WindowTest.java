package io.meshtrial.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is shown through a window of some size; the widths are those of a terminal of 80 and of 200 columns. */
class WindowTest {

    private static final String WHY = "p95 latency upper bound +3.1 % is below its margin of 5 % after 20 000 requests";
    private static final JsonNode RESULTS = JsonMapper.builder().build().readTree("""
            {"items": [{"experiment": "search-ranking", "state": "RUNNING", "word": "NO_HARM", "revision": 3,
                        "sentence": "%s"},
                       {"experiment": "other", "state": "DRAFT", "revision": 1}]}""".formatted(WHY));

    private final Terminal terminal =
            new Terminal(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false, true);

    @ParameterizedTest
    @CsvSource({"'24 80', 80, 24", "'50 132\n', 132, 50"})
    void theSizeIsWhatSttySays(String said, int columns, int rows) {
        assertThat(Window.read(said)).isEqualTo(new Window(columns, rows));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0", "stty: standard input: Inappropriate ioctl for device", "24"})
    void whoDoesNotSayIsTakenForAWindowWithoutEdges(String said) {
        assertThat(Window.read(said)).isEqualTo(Window.UNBOUNDED);
    }

    @Test
    void theReasonStandsBesideItsExperimentWhereThereIsRoomAndBelowItWhereThereIsNot() {
        assertThat(new StatusText(terminal, new Window(200, 24)).list(RESULTS))
                .hasSize(3)
                .anyMatch(line -> line.startsWith("search-ranking") && line.endsWith(WHY));

        List<String> narrow = new StatusText(terminal, new Window(80, 24)).list(RESULTS);
        assertThat(narrow).allMatch(line -> line.length() <= 80).hasSize(5);
        assertThat(narrow.get(2).strip() + " " + narrow.get(3).strip()).isEqualTo(WHY);
    }

    /** At 80 columns the guardrails' states were cut off, which are what people look for. */
    @Test
    void aNarrowWindowShowsTheChangeAndItsBoundAndLeavesTheValuesOut() {
        JsonNode results = JsonMapper.builder().build().readTree(DocumentedService.example("results-example.json"));

        assertThat(new StatusText(terminal, new Window(80, 24)).one(results))
                .allMatch(line -> line.length() <= 80)
                .anyMatch(line -> line.matches("p95 latency +v2 +\\+1.2 % \\(−0.7 to \\+3.1\\) +✓ below margin"));
        assertThat(new StatusText(terminal, new Window(120, 40)).one(results))
                .anyMatch(line -> line.contains("250.0 ms") && line.endsWith("✓ below margin"));
    }

    @Test
    void aPictureThatIsHigherThanTheWindowSaysHowMuchIsLeftOut() {
        List<String> picture =
                IntStream.rangeClosed(1, 30).mapToObj(i -> "line " + i).toList();

        assertThat(new Window(80, 40).fitting(picture)).isEqualTo(picture);
        assertThat(new Window(80, 24).fitting(picture))
                .hasSize(21)
                .startsWith("line 1", "line 2")
                .endsWith("line 20", "… 10 more lines; make the window higher");
    }
}

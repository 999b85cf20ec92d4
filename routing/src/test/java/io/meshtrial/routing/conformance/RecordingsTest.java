package io.meshtrial.routing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Oracle: istiod of August 2026 and Envoy 1.40.0, see the recordings' README. */
class RecordingsTest {

    private static final Path FOLDER = Path.of("src/test/resources/recordings");

    @ParameterizedTest
    @MethodSource("files")
    void everyRecordedAnswerIsEvaluatedAsTheMeshGaveIt(Path file) throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        RoutingConformance.Result result = new RoutingConformance(
                        new PrintStream(said, false, StandardCharsets.UTF_8), new EvaluatorCheck())
                .run(List.of(file));

        assertThat(result.different()).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(result.compared()).isPositive();
    }

    @Test
    void noRecordingIsLost() throws Exception {
        int requestsAndRefusals = 0;
        for (Path file : files()) {
            for (Recording recording : RecordingReader.read(file).recordings()) {
                requestsAndRefusals += recording.requests().size();
                requestsAndRefusals += recording.refusal() == Recording.Refusal.NONE ? 0 : 1;
            }
        }
        assertThat(requestsAndRefusals).isEqualTo(8231);
    }

    /** What is taken where no base file is beside the recordings. */
    @Test
    void theShippedBaseIsThatOfTheRecordings() throws IOException {
        try (var shipped = Recording.class.getResourceAsStream("base.yaml")) {
            assertThat(shipped).hasBinaryContent(Files.readAllBytes(FOLDER.resolve("base.yaml")));
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        }
    }
}

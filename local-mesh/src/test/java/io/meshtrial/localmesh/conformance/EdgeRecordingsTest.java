package io.meshtrial.localmesh.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.conformance.RoutingConformance;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Oracle: istiod of August 2026 and Envoy 1.40.0, see the recordings' README. All hand-written cases with few draws; the
 * generated ones and more draws under the property {@code meshtrial.proof}.
 */
class EdgeRecordingsTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final Path FOLDER = Path.of("../routing/src/test/resources/recordings");
    private static final long SEED = 20_261_122;

    @Test
    void theEdgeAnswersAsTheMeshDid() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        RoutingConformance.Result result;
        try (RecordedMesh mesh = new RecordedMesh(SEED)) {
            result = new RoutingConformance(
                            new PrintStream(said, false, StandardCharsets.UTF_8), new EdgeCheck(mesh, PROOF ? 200 : 20))
                    .run(files());
        }
        assertThat(result.different()).as(said.toString(StandardCharsets.UTF_8)).isZero();
        assertThat(result.compared()).isGreaterThan(1_900);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .filter(file -> PROOF || !file.endsWith("generated.jsonl"))
                    .sorted()
                    .toList();
        }
    }
}

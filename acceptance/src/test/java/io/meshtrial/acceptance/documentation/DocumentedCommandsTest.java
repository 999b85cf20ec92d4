package io.meshtrial.acceptance.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.documentation.Shell.Result;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.WithRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every command of the README and the guide works as it stands; none is passed over. */
@ExtendWith(WithRing.class)
class DocumentedCommandsTest {

    private static final Path ROOT = Path.of("..");
    private static final String DEMONSTRATION = "search-ranking";

    /** What cannot be typed from within a test, and the file that does the same. */
    private static final Map<String, String> COVERED = Map.of(
            "./quickstart", "acceptance/src/test/java/io/meshtrial/acceptance/ring/Ring.java",
            "mvn verify", ".ci/run",
            "mvn -Pimages -DskipTests package", "deploy/kind/up.sh",
            "./conformance routing routing/src/test/resources/recordings/*.jsonl",
                    "routing/src/test/java/io/meshtrial/routing/conformance/RecordingsTest.java",
            "./conformance statistics statistics/src/test/resources/vectors/*.csv",
                    "statistics/src/test/java/io/meshtrial/statistics/conformance/ReferenceVectorsTest.java");

    /** What needs a cluster or a database of one's own, by how it begins, and the file that holds what it rests on. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "kubectl ", "experiment-api/src/test/java/io/meshtrial/experiment/deploy/InstallGuideTest.java",
            "pg_dump ", "experiment-api/src/test/java/io/meshtrial/experiment/deploy/BackupTest.java",
            "pg_restore ", "experiment-api/src/test/java/io/meshtrial/experiment/deploy/BackupTest.java",
            "cp ", "experiment-api/src/test/java/io/meshtrial/experiment/deploy/BackupTest.java",
            "./meshtrial ", "meshtrial-cli/src/test/java/io/meshtrial/cli/GuideTest.java");

    @TempDir
    Path directory;

    @Test
    void everyCommandOfTheReadmeAndTheGuideWorks(Ring ring) throws Exception {
        Files.createDirectories(directory.resolve(".meshtrial"));
        Files.writeString(directory.resolve(".meshtrial/token"), ring.token() + "\n");
        ring.startExperiment(DEMONSTRATION, "50% to v2");
        List<Result> results = new ArrayList<>();
        for (Path page : Commands.pages(ROOT)) {
            Shell shell = new Shell(directory, ring.base());
            for (String command : Commands.of(Files.readString(page))) {
                if (!isCovered(command)) {
                    results.add(shell.type(command));
                    ring.awaitQuiet();
                }
            }
        }
        assertThat(results).hasSizeGreaterThan(10).allSatisfy(DocumentedCommandsTest::asThePageSays);
    }

    private static boolean isCovered(String command) {
        return COVERED.containsKey(command) || ELSEWHERE.keySet().stream().anyMatch(command::startsWith);
    }

    private static void asThePageSays(Result result) {
        assertThat(result.exit())
                .as("%s; what no test can type is named in COVERED with the file that does the same", result)
                .isZero();
        if (result.command().contains("Firefx")) {
            assertThat(result.status()).as(result.toString()).isEqualTo(422);
            assertThat(result.text()).contains("\"line\":1", "\"column\":", "\"hint\":");
        } else if (result.command().contains("curl")) {
            assertThat(result.status()).as(result.toString()).isBetween(200, 299);
        }
    }

    @Test
    void whatATestCannotTypeIsStillSaidAndCoveredByAFileThatExists() throws Exception {
        List<String> said = new ArrayList<>();
        for (Path page : Commands.pages(ROOT)) {
            said.addAll(Commands.of(Files.readString(page)));
        }
        assertThat(said).containsAll(COVERED.keySet());
        assertThat(ELSEWHERE.keySet())
                .allSatisfy(start -> assertThat(said).anyMatch(command -> command.startsWith(start)));
        assertThat(ELSEWHERE.values())
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).isRegularFile());
        assertThat(COVERED.values())
                .allSatisfy(file -> assertThat(ROOT.resolve(file)).isRegularFile());
    }

    @Test
    void commandsAreReadWholeAndInOrder() {
        String page = """
                Text with `./conformance routing
                *.jsonl` and `no command`.

                ```
                A=1
                curl -X PUT \\
                  --data '10% to v2' "$A"
                ```

                1. An item

                   ```sh
                   mvn verify   # runs the tests
                   # only a remark
                   ```

                ```yaml
                id: no-command
                ```
                """;
        assertThat(Commands.of(page))
                .containsExactly(
                        "A=1", "curl -X PUT --data '10% to v2' \"$A\"", "mvn verify", "./conformance routing *.jsonl");
    }
}

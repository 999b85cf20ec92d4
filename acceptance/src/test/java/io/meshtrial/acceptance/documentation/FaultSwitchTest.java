package io.meshtrial.acceptance.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.documentation.Shell.Result;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.Visits.Visit;
import io.meshtrial.acceptance.ring.WithRing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The fault switch of docs/reference/catalogue.md, typed as the page says, against the ring that it starts. */
@ExtendWith(WithRing.class)
class FaultSwitchTest {

    private static final Path PAGE = Path.of("../docs/reference/catalogue.md");
    private static final String START = Ring.FAULTS_SWITCHABLE + "=true ./quickstart";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aFaultSwitchedAsThePageSaysIsSeenByVisitorsUntilItIsCleared(Ring ring) throws Exception {
        List<String> commands = Commands.of(Files.readString(PAGE));
        assertThat(commands).as("the ring of the tests is started so").contains(START);
        List<String> curls =
                commands.stream().filter(command -> command.startsWith("curl ")).toList();
        assertThat(curls).as("on, shown, and off").hasSize(3);
        Shell shell = new Shell(directory, ring.base());
        try {
            assertThat(answer(shell.type(curls.get(0)))).contains("\"latencyMedian\":\"200ms\"", "\"errorShare\":0.05");
            assertThat(answer(shell.type(curls.get(1)))).contains("\"latencyMedian\":\"200ms\"", "\"errorShare\":0.05");
            // The share alone changed: all instead of some, so that one visit shows it.
            answer(shell.type(curls.get(0).replace("0.05", "1").replace("200ms", "0ms")));
            assertThat(ring.visits().visit("/Weather", Visits.FIREFOX)).isEqualTo(new Visit(500, "v2"));
            assertThat(ring.visits().visit("/Weather", Visits.CHROME)).isEqualTo(new Visit(200, "v1"));
        } finally {
            assertThat(answer(shell.type(curls.get(2)))).contains("\"errorShare\":0.0");
        }
        assertThat(ring.visits().visit("/Weather", Visits.FIREFOX)).isEqualTo(new Visit(200, "v2"));
    }

    @Test
    void noVisitorMaySwitchThroughTheEdge(Ring ring) throws Exception {
        assertThat(ring.visits().visit("/-/fault", Visits.FIREFOX)).isEqualTo(new Visit(403, "v2"));
        assertThat(ring.visits().visit("/-/fault", Visits.CHROME)).isEqualTo(new Visit(403, "v1"));
    }

    private static String answer(Result result) {
        assertThat(result.exit()).as("%s", result).isZero();
        assertThat(result.status()).as("%s", result).isEqualTo(200);
        return result.text();
    }
}

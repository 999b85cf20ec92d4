package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Terminal;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./quickstart} at a terminal, where Ctrl-C reaches every process of the foreground at once. */
@ExtendWith(WithRing.class)
@EnabledOnOs(value = OS.LINUX, disabledReason = "script takes its arguments in another order elsewhere")
class TerminalTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @Test
    void ctrlCStopsEverythingInOrderAndLeavesNothing(Ring ring) throws Exception {
        try (Terminal terminal = Terminal.quickstart(ring, "--no-traffic", "--no-demo")) {
            terminal.awaitLine("READY meshtrial", PATIENCE);
            List<ProcessHandle> programs = terminal.programs();
            assertThat(programs).hasSize(7).allMatch(ProcessHandle::isAlive);

            terminal.pressCtrlC();

            terminal.awaitLine("nothing is left running", PATIENCE);
            Await.until("the script ends", PATIENCE, terminal::hasEnded, ended -> ended);
            assertThat(programs).noneMatch(ProcessHandle::isAlive);
            assertThat(terminal.text()).doesNotContain("ended unexpectedly");
            assertThat(terminal.listeningPorts()).isEmpty();
        }
    }
}

package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Terminal;
import io.meshtrial.acceptance.ring.WithRing;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

    /** One program in a build; with {@code -Pproof} each in turn, and what starts and watches them last. */
    private static final List<String> KILLED = Boolean.getBoolean("meshtrial.proof")
            ? List.of("broker", "api-server", "edge", "catalog-v1", "catalog-v2", "experiment-api", "analytics")
            : List.of("edge");

    @Test
    void aKilledProgramIsNoticedSaidAndServesAgain(Ring ring) throws Exception {
        try (Terminal terminal = Terminal.quickstart(ring, "--no-traffic", "--no-demo");
                HttpClient visitor = HttpClient.newHttpClient()) {
            terminal.awaitLine("READY meshtrial", PATIENCE);
            HttpRequest request = HttpRequest.newBuilder(terminal.edge()).build();
            for (String name : KILLED) {
                ProcessHandle program = terminal.program(name);
                program.destroyForcibly();
                terminal.awaitLine(name + " ended unexpectedly (code 137); starting it again", PATIENCE);
                Await.until(
                        "it runs again", PATIENCE, () -> terminal.pid(name), pid -> pid > 0 && pid != program.pid());
                Await.until(
                        "visitors are served",
                        PATIENCE,
                        () -> visitor.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode(),
                        status -> status == 200);
            }
            Await.until(
                    "each serves again",
                    PATIENCE,
                    () -> terminal.text().split("serves again", -1).length - 1,
                    times -> times == KILLED.size());
            List<ProcessHandle> programs = terminal.programs();
            assertThat(programs).hasSize(7).allMatch(ProcessHandle::isAlive);

            terminal.supervisor().destroyForcibly();

            Await.until(
                    "nothing is left",
                    PATIENCE,
                    () -> programs.stream().noneMatch(ProcessHandle::isAlive),
                    gone -> gone);
            Await.until("the ports are free", PATIENCE, terminal::listeningPorts, List::isEmpty);
        }
    }

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

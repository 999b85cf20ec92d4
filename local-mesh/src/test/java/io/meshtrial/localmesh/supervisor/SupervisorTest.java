package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes, killed for real; shells stand for the programs, so that a death costs no JVM's start. */
class SupervisorTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path data;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private Installation installation;
    private HttpClient http;
    private Supervisor supervisor;

    @BeforeEach
    void start() throws IOException {
        installation = new Installation(data, data, Path.of("/bin/sh"));
        http = HttpClient.newHttpClient();
        Console console = new Console(new PrintStream(said, true, StandardCharsets.UTF_8), false);
        supervisor = new Supervisor(installation, console, http, ClassCache.USED, Duration.ofSeconds(5));
    }

    @AfterEach
    void stop() {
        supervisor.close();
        http.close();
    }

    private static ProgramSpec program(String name) {
        return new ProgramSpec(
                name, List.of("-c", "echo READY " + name + " here; exec sleep 300"), List.of(), Map.of(), null);
    }

    private ProcessHandle process(String name) throws IOException {
        String pid = Files.readString(installation.processId(name)).strip();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private String text() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_killed_program_is_noticed_said_and_started_again() throws Exception {
        supervisor.run(program("edge"));
        supervisor.run(program("broker"));
        ProcessHandle edge = process("edge");
        ProcessHandle broker = process("broker");

        edge.destroyForcibly();

        await().atMost(PATIENCE).until(() -> text().contains("serves again"));
        assertThat(text()).contains("edge ended unexpectedly (code 137); starting it again");
        assertThat(process("edge").pid()).isNotEqualTo(edge.pid());
        assertThat(process("edge").isAlive()).isTrue();
        assertThat(broker.isAlive()).isTrue();
        assertThat(text()).doesNotContain("broker");
    }

    @Test
    void one_that_keeps_ending_ends_the_run_and_the_end_leaves_nothing() throws Exception {
        supervisor.run(program("broker"));
        ProcessHandle broker = process("broker");
        supervisor.run(program("edge"));
        for (int death = 1; death <= 6; death++) {
            ProcessHandle edge = process("edge");
            edge.destroyForcibly();
            int soFar = death;
            await().atMost(PATIENCE)
                    .until(() -> text().split("serves again", -1).length > soFar || text().contains("keeps ending"));
        }
        supervisor.awaitEnd();
        assertThat(text()).contains("edge keeps ending; the end of its log:");
        supervisor.close();
        assertThat(broker.isAlive()).isFalse();
        assertThat(text()).contains("nothing is left running");
    }

    @Test
    void nothing_is_started_once_the_end_has_begun() throws Exception {
        supervisor.run(program("edge"));
        ProcessHandle edge = process("edge");
        supervisor.close();
        assertThat(edge.isAlive()).isFalse();
        assertThatThrownBy(() -> supervisor.run(program("edge"))).hasMessageContaining("the run is ending");
    }
}

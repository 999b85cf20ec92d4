package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

    @TempDir
    Path data;

    @Test
    void a_second_run_on_one_folder_is_refused_with_the_first_ones_name() throws Exception {
        try (RunLock first = RunLock.take(data, "http://127.0.0.1:7700")) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> RunLock.take(data, "http://127.0.0.1:7800"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid() + ", http://127.0.0.1:7700")
                    .hasMessageContaining("MESHTRIAL_DATA");
        }
        try (RunLock next = RunLock.take(data, "http://127.0.0.1:7800")) {
            assertThat(next).isNotNull();
        }
    }

    /** As {@code ./quickstart --fresh} with other ports beside a run: nothing that is stored is touched. */
    @Test
    void a_second_process_forgets_nothing() throws Exception {
        Path stored = Files.createDirectories(data.resolve("kafka")).resolve("log");
        Files.writeString(stored, "of the first run");
        try (RunLock first = RunLock.take(data, "http://127.0.0.1:7700")) {
            assertThat(first).isNotNull();
            Path output = data.resolve("output.txt");
            Process second = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElseThrow(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            SupervisorMain.class.getName(),
                            "--root=" + data,
                            "--data=" + data,
                            "--port-base=7800",
                            "--fresh")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(output).content().contains("is in use by process");
            assertThat(stored).hasContent("of the first run");
        }
    }
}

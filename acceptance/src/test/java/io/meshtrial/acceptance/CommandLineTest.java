package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.WithRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./meshtrial} against the running ring, as a person or a pipeline calls it. */
@ExtendWith(WithRing.class)
class CommandLineTest {

    private record Ended(int code, String text) {}

    @TempDir
    private Path folder = Path.of("");

    @Test
    void anExperimentIsPlannedAppliedExplainedExportedAndRolledBack(Ring ring) throws Exception {
        Path file = Files.writeString(
                folder.resolve("from-a-file.yaml"), "id: from-a-file\nquestion: Does it work?\nrules: 20% to v2\n");

        assertThat(meshtrial(ring, "plan", "-f", file.toString()))
                .satisfies(plan -> assertThat(plan.text()).contains("v1 80 %, v2 20 %", "✓ can be applied"))
                .extracting(Ended::code)
                .isEqualTo(0);
        assertThat(meshtrial(ring, "apply", "-f", file.toString(), "--start", "--reason", "acceptance"))
                .satisfies(applied -> assertThat(applied.text()).contains("from-a-file created", "from-a-file started"))
                .extracting(Ended::code)
                .isEqualTo(0);
        try {
            ring.awaitPublished("from-a-file");
            assertThat(meshtrial(ring, "apply", "-f", file.toString()).text()).contains("is as the file says");
            assertThat(meshtrial(
                                    ring,
                                    "explain",
                                    "from-a-file",
                                    "--curl",
                                    "curl http://catalog.example/ -A curl/8.15.0")
                            .text())
                    .contains("v1 80 %, v2 20 %", "user-agent");
            assertThat(meshtrial(ring, "export", "from-a-file").code()).isEqualTo(0);
        } finally {
            assertThat(meshtrial(ring, "rollback", "from-a-file", "--reason", "done")
                            .code())
                    .isEqualTo(0);
        }
        ring.awaitRemoved("from-a-file");
        assertThat(meshtrial(ring, "wait", "from-a-file", "--timeout", "5s").code())
                .isEqualTo(10);
    }

    private static Ended meshtrial(Ring ring, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(Path.of("..").toRealPath().resolve("meshtrial").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("MESHTRIAL_SERVER", ring.page());
        builder.environment().put("MESHTRIAL_TOKEN", ring.token());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), text);
    }
}

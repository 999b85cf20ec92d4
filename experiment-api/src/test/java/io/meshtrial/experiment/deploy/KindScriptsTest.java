package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/kind} says where it cannot work, before it touches anything. Whole runs need Docker. */
class KindScriptsTest {

    private static final Path SCRIPTS = Path.of("..", "deploy", "kind").toAbsolutePath();
    private static final List<String> PROGRAMS = List.of("docker", "kind", "kubectl", "istioctl", "mvn", "openssl");

    private record Ended(int code, String said) {}

    @TempDir
    private Path folder = Path.of("");

    private Path path = Path.of("");

    /** The only folder of PATH: what the checks themselves need. */
    @BeforeEach
    void programsOfTheShell() throws IOException {
        path = Files.createDirectory(folder.resolve("bin"));
        for (String program : List.of("dirname", "readlink")) {
            Files.createSymbolicLink(path.resolve(program), Path.of("/usr/bin", program));
        }
    }

    @Test
    void everyProgramThatIsMissingIsNamedAtOnce() throws Exception {
        assertThat(run("up.sh"))
                .isEqualTo(new Ended(1, "up.sh: these programs are missing: " + String.join(" ", PROGRAMS) + "\n"));
        assertThat(run("down.sh")).isEqualTo(new Ended(1, "down.sh: kind is missing\n"));
    }

    @Test
    void anEngineThatDoesNotAnswerEndsItBeforeAnythingIsMade() throws Exception {
        programs(1);

        assertThat(run("up.sh")).isEqualTo(new Ended(1, "up.sh: no Docker engine answers: \"docker info\" says why\n"));
        assertThat(calls()).containsExactly("docker info");
    }

    @Test
    void istioWithoutItsAddOnsEndsItBeforeAnythingIsMade() throws Exception {
        programs(0);

        assertThat(run("up.sh").said()).contains("set ISTIO_ADDONS to it");
        assertThat(calls()).containsExactly("docker info");
    }

    /** Each notes how it was called, and ends as said. */
    private void programs(int code) throws IOException {
        for (String program : PROGRAMS) {
            Path file = Files.writeString(
                    path.resolve(program),
                    "#!/bin/sh\necho \"" + program + " $*\" >>" + folder.resolve("calls") + "\nexit " + code + "\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    private List<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls"));
    }

    private Ended run(String script) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(
                        "/bin/bash", SCRIPTS.resolve(script).toString())
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", path.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}

package io.meshtrial.localmesh.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script's own parts; the ring it starts is tested as a whole elsewhere. */
class QuickstartScriptTest {

    private record Result(int code, String text) {}

    @TempDir
    Path directory;

    @Test
    void help_names_every_option_and_needs_nothing_installed() throws Exception {
        Result help = run(Map.of("JAVA_HOME", ""), "./quickstart", "--help");
        assertThat(help.code()).isZero();
        assertThat(help.text())
                .contains("--fresh", "--no-traffic", "--port-base", "--no-build", "--rate", "--no-demo", "JDK 25");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--port-base 80      | --port-base is a number from 1024 to 65525, not \"80\"",
                "--port-base=65526   | not \"65526\"",
                "--port-base         | --port-base needs a number",
                "--rate=0            | --rate is a number from 1 to 1000",
                "--traffic           | unknown option \"--traffic\"",
            })
    void a_wrong_option_is_said_and_ends_with_code_2(String arguments, String message) throws Exception {
        List<String> command = new ArrayList<>(List.of("./quickstart"));
        command.addAll(List.of(arguments.split(" ")));
        Result result = run(Map.of(), command.toArray(String[]::new));
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.text()).contains(message).doesNotContain("\u001b[");
    }

    @Test
    void a_jdk_of_25_is_told_from_an_older_one_by_its_release_file() throws Exception {
        Path old = jdk("jdk 17", "17.0.15");
        Path right = jdk("jdk 25", "25.0.1");
        assertThat(sourced("jdk_major " + quoted(old)).text().strip()).isEqualTo("17");
        assertThat(sourced("jdk_major " + quoted(right)).text().strip()).isEqualTo("25");
        assertThat(sourced("jdk_major " + quoted(directory)).text()).isEmpty();
        assertThat(sourced("JAVA_HOME=" + quoted(right) + " find_jdk").text().strip())
                .isEqualTo(right.toString());
    }

    @Test
    void a_port_in_use_is_said_with_its_owner() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Result result = sourced("port_base=" + socket.getLocalPort() + "; check_ports");
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.text())
                    .contains("port " + socket.getLocalPort() + " is in use (java, process "
                            + ProcessHandle.current().pid() + ")")
                    .contains("--port-base");
        }
    }

    private Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(directory.resolve(name));
        Files.createDirectories(home.resolve("bin"));
        Files.createFile(
                home.resolve("bin/javac"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private static String quoted(Path path) {
        return "'" + path + "'";
    }

    private static Result sourced(String script) throws Exception {
        return run(Map.of(), "bash", "-c", "source ./quickstart; " + script);
    }

    private static Result run(Map<String, String> environment, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("..").toAbsolutePath().normalize().toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), text);
    }
}

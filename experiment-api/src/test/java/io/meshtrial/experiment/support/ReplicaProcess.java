package io.meshtrial.experiment.support;

import io.meshtrial.experiment.ExperimentApiApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** The application as a process of its own, which can be paused, woken and killed. */
public final class ReplicaProcess implements AutoCloseable {

    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    private final Process process;
    private final Api api;

    private ReplicaProcess(Process process, int port) {
        this.process = process;
        this.api = new Api(port, RunningApi.TOKEN);
    }

    /** @param arguments as the application takes them; it chooses a free port */
    public static ReplicaProcess start(List<String> arguments) throws IOException {
        Path log = Files.createTempFile(Path.of("target"), "replica", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ExperimentApiApplication.class.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int port = Awaitility.await()
                .atMost(120, TimeUnit.SECONDS)
                .until(
                        () -> {
                            if (!process.isAlive()) {
                                throw new IllegalStateException(Files.readString(log));
                            }
                            Matcher started = PORT.matcher(Files.readString(log));
                            return started.find() ? Integer.parseInt(started.group(1)) : 0;
                        },
                        found -> found > 0);
        ReplicaProcess replica = new ReplicaProcess(process, port);
        Awaitility.await().atMost(60, TimeUnit.SECONDS).until(replica::answers);
        return replica;
    }

    public Api api() {
        return api;
    }

    public boolean answers() {
        try {
            return api.get("/api/v1/experiments").status() == 200;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    public boolean leads() {
        return api.get("/actuator/health")
                .body()
                .at("/components/leadership/details/leads")
                .asBoolean();
    }

    public void pause() {
        signal("STOP");
    }

    public void wake() {
        signal("CONT");
    }

    public void terminate() {
        process.destroy();
    }

    public void kill() {
        process.destroyForcibly();
        Awaitility.await().until(() -> !process.isAlive());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private void signal(String name) {
        try {
            int result = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill -" + name + " answered " + result);
            }
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

package io.meshtrial.experiment.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.support.LocalEdge;
import io.meshtrial.experiment.support.StandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A process that runs {@link KilledApplication}, and what it says. */
final class Child implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    private final Path log;

    Child(Path data, StandIn mesh, LocalEdge edge, int standStillAt) throws IOException {
        log = data.resolve("log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dstand-still-at=" + standStillAt,
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        KilledApplication.class.getName(),
                        "--meshtrial.data=" + data,
                        "--meshtrial.kubernetes.master-url=" + mesh.url(),
                        "--meshtrial.kubernetes.token=" + StandIn.TOKEN,
                        "--meshtrial.gateway.urls=" + edge.url(),
                        "--spring.main.banner-mode=off",
                        "--logging.level.root=warn")
                .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        Thread.ofVirtual().start(this::listen);
    }

    /** Leaves a started experiment behind. */
    static void begin(Path data, StandIn mesh, LocalEdge edge) throws IOException, InterruptedException {
        try (Child child = new Child(data, mesh, edge, Integer.MAX_VALUE)) {
            child.awaitConverged(START);
            for (String line : List.of("create", "start")) {
                child.tell(line);
                assertThat(child.await(START)).isEqualTo(KilledApplication.CONVERGED + 1);
            }
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> line.equals(KilledApplication.READY)
                            || line.startsWith(KilledApplication.CONVERGED)
                            || line.startsWith(KilledApplication.STANDS_STILL))
                    .forEach(said::add);
        } catch (IOException | UncheckedIOException ended) {
            said.add(String.valueOf(ended.getMessage()));
        }
    }

    void tell(String line) throws IOException {
        input.write(line + "\n");
        input.flush();
    }

    /** @param limit from when the process is up
     * @return the revision that mesh and store agree on */
    int awaitConverged(Duration limit) throws InterruptedException, IOException {
        assertThat(await(START)).isEqualTo(KilledApplication.READY);
        long ready = System.nanoTime();
        String line = await(START);
        assertThat(Duration.ofNanos(System.nanoTime() - ready)).as("converged").isLessThan(limit);
        assertThat(line).startsWith(KilledApplication.CONVERGED);
        return Integer.parseInt(line.substring(KilledApplication.CONVERGED.length()));
    }

    /** @return at what kind of point it stands, or that it was done before it came there */
    String awaitStillOrConverged() throws InterruptedException, IOException {
        String line = await(START);
        return line.startsWith(KilledApplication.STANDS_STILL) ? line : KilledApplication.CONVERGED;
    }

    private String await(Duration limit) throws InterruptedException, IOException {
        String line = said.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(line).as("%s", List.of(Files.readString(log))).isNotNull();
        return String.valueOf(line);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}

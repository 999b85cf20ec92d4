package io.meshtrial.localmesh.supervisor;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One started program: its process, and whether it serves. */
final class RunningProgram {

    /** Ctrl-C reaches every process of a terminal at once; only the supervisor acts on it, and stops them in order. */
    private static final String DEAF_TO_CTRL_C = "trap '' INT HUP; exec \"$0\" \"$@\"";

    private static final Duration POLL = Duration.ofMillis(100);

    private final ProgramSpec spec;
    private final Process process;
    private final Path log;
    private final long logStart;

    private RunningProgram(ProgramSpec spec, Process process, Path log, long logStart) {
        this.spec = spec;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
    }

    static RunningProgram start(ProgramSpec spec, Installation installation, ClassCache cache) throws IOException {
        Path log = installation.log(spec.name());
        Files.createDirectories(log.getParent());
        long logStart = Files.exists(log) ? Files.size(log) : 0;
        List<String> command = new ArrayList<>(
                List.of("/bin/sh", "-c", DEAF_TO_CTRL_C, installation.java().toString()));
        command.addAll(cache.options(installation, spec.name()));
        command.addAll(spec.jvm());
        command.addAll(spec.arguments());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(installation.run().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(spec.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new RunningProgram(spec, process, log, logStart);
    }

    ProgramSpec spec() {
        return spec;
    }

    Process process() {
        return process;
    }

    /** Returns when the program serves; an exception where it ends before, or takes longer than it may. */
    void awaitReady(HttpClient http, Duration patience) throws IOException, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready(http)) {
            if (!process.isAlive()) {
                throw new IllegalStateException(
                        spec.name() + " ended with code " + process.exitValue() + "; the end of its log:\n" + tail());
            }
            if (System.nanoTime() > end) {
                throw new IllegalStateException(spec.name() + " does not serve after " + patience.toSeconds()
                        + " s; the end of its log:\n" + tail());
            }
            TimeUnit.MILLISECONDS.sleep(POLL.toMillis());
        }
    }

    private boolean ready(HttpClient http) throws IOException, InterruptedException {
        URI health = spec.health();
        if (health == null) {
            return sinceStart().contains("READY " + spec.name() + " ");
        }
        try {
            // Cheaper than a request, and most of the time the answer is no.
            new Socket(health.getHost(), health.getPort()).close();
            HttpRequest ask = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(5))
                    .build();
            // Any answer of its own shows that it serves; what it depends on may still be starting.
            return http.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        }
    }

    private String sinceStart() throws IOException {
        try (FileChannel channel = FileChannel.open(log)) {
            channel.position(logStart);
            return new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String tail() throws IOException {
        List<String> lines = sinceStart().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    }

    /** Asks it to end, and ends it where it does not. */
    void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.meshtrial.benchmarks.publishing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** experiment-api as a process of its own in front of a {@link SmallMesh}; several may follow one another on one store. */
final class ApiProcess implements AutoCloseable {

    /** @param status 0 where nothing answered */
    record Answer(int status, String body) {
        Answer mustBe(int expected) {
            if (status != expected) {
                throw new IllegalStateException("HTTP " + status + " instead of " + expected + ": " + body);
            }
            return this;
        }
    }

    interface Condition {
        boolean holds();
    }

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final String address;

    private ApiProcess(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns at once; {@link #awaitReady} waits.
     *
     * @param command such as {@code java -jar experiment-api-app.jar}
     * @param directory of the store and the log
     */
    static ApiProcess start(List<String> command, SmallMesh mesh, Path directory) throws IOException {
        int port = freePort();
        List<String> whole = new ArrayList<>(command);
        whole.addAll(List.of(
                "--server.port=" + port,
                "--meshtrial.data=" + directory,
                "--meshtrial.token=" + SmallMesh.TOKEN,
                "--meshtrial.kubernetes.master-url=" + mesh.kubernetes(),
                "--meshtrial.kubernetes.token=" + SmallMesh.TOKEN,
                "--meshtrial.gateway.urls=http://127.0.0.1:" + mesh.edgePort(),
                "--spring.kafka.bootstrap-servers=127.0.0.1:1"));
        Process process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("log").toFile()))
                .start();
        return new ApiProcess(process, "http://127.0.0.1:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    void awaitReady() throws InterruptedException {
        await(() -> send("GET", "/actuator/health/readiness", null).status() == 200);
    }

    Answer send(String method, String path, @Nullable String body) {
        return send(method, path, body, "application/json");
    }

    /** New rules, whatever stands there. */
    Answer rules(String experiment, String rules) {
        return send("PUT", "/api/v1/experiments/" + experiment + "/rules", rules, "text/plain");
    }

    private Answer send(String method, String path, @Nullable String body, String type) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", "Bearer " + SmallMesh.TOKEN)
                .header("Content-Type", type)
                .header("If-Match", "*")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException nobody) {
            return new Answer(0, nobody.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer(0, stopped.toString());
        }
    }

    /** Looks every two milliseconds, so that what it measures is as fine as that. */
    static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing happened within a minute");
            }
            Thread.sleep(2);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}

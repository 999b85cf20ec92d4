package io.meshtrial.benchmarks.publishing;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * 100 publications in a row under 200 requests a second, each beside one bare PATCH of another object at the same edge:
 * from the answer that accepts the change to the first request that is served by it. Arguments: the command that starts
 * experiment-api, such as {@code java -jar experiment-api/target/experiment-api-0.1.0-SNAPSHOT-app.jar}.
 */
public final class PublishingSpeed {

    private static final int PUBLICATIONS = Integer.getInteger("publications", 100);
    private static final int PER_SECOND = Integer.getInteger("rate", 200);
    private static final String EXPERIMENT = "/api/v1/experiments/speed";
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final SmallMesh mesh;
    private final String api;

    private PublishingSpeed(SmallMesh mesh, int port) {
        this.mesh = mesh;
        this.api = "http://127.0.0.1:" + port;
    }

    public static void main(String[] command) throws Exception {
        Path directory = Files.createTempDirectory("publishing-speed");
        try (SmallMesh mesh = new SmallMesh(directory)) {
            int port = freePort();
            Process process = start(command, mesh, directory, port);
            try {
                new PublishingSpeed(mesh, port).measure(System.out);
            } finally {
                process.destroy();
                process.waitFor();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }

    private static Process start(String[] command, SmallMesh mesh, Path directory, int port) throws IOException {
        List<String> whole = new ArrayList<>(Arrays.asList(command));
        whole.addAll(List.of(
                "--server.port=" + port,
                "--meshtrial.data=" + directory,
                "--meshtrial.token=" + SmallMesh.TOKEN,
                "--meshtrial.kubernetes.master-url=" + mesh.kubernetes(),
                "--meshtrial.kubernetes.token=" + SmallMesh.TOKEN,
                "--meshtrial.gateway.urls=http://127.0.0.1:" + mesh.edgePort(),
                "--spring.kafka.bootstrap-servers=127.0.0.1:1"));
        return new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
    }

    private void measure(PrintStream out) throws Exception {
        await(() -> send("GET", "/actuator/health/liveness", null) == 200);
        send("POST", "/api/v1/experiments", """
                {"id": "speed", "namespace": "demo", "virtualService": "catalog", "rules": "1% to v2", "variants": [
                 {"name": "v1", "role": "CONTROL", "version": "v1", "destination": {"host": "catalog-v1"}},
                 {"name": "v2", "role": "TREATMENT", "version": "v2", "destination": {"host": "catalog-v2"}}]}""");
        int started = send("POST", EXPERIMENT + "/start", "{}");
        if (started != 202) {
            throw new IllegalStateException("the start answers " + started);
        }
        await(() -> served("catalog.example") == 1);
        long[] published = new long[PUBLICATIONS];
        long[] bare = new long[PUBLICATIONS];
        try (SteadyLoad load = new SteadyLoad(mesh.edgePort(), PER_SECOND)) {
            for (int i = 0; i < PUBLICATIONS; i++) {
                published[i] = publish(2 + i);
                bare[i] = patch(1 + i);
            }
            int wrong =
                    load.wrong().values().stream().mapToInt(Integer::intValue).sum();
            out.printf(
                    "%d publications under %d requests/s: %d requests, %d failed or misrouted%n",
                    PUBLICATIONS, PER_SECOND, load.sent(), wrong);
            load.wrong().forEach((answer, count) -> out.printf("  %d × %s%n", count, answer));
        }
        Arrays.sort(published);
        Arrays.sort(bare);
        out.printf("%-6s %14s %14s %14s%n", "", "published", "bare PATCH", "added");
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double ours = at(published, quantile);
            double theirs = at(bare, quantile);
            out.printf("p%-5.0f %11.1f ms %11.1f ms %11.1f ms%n", quantile * 100, ours, theirs, ours - theirs);
        }
    }

    private long publish(int revision) throws Exception {
        int status = put("%d%% to v2".formatted(1 + revision % 90));
        long accepted = System.nanoTime();
        if (status != 202) {
            throw new IllegalStateException("new rules are answered with " + status);
        }
        await(() -> served("catalog.example") >= revision);
        return System.nanoTime() - accepted;
    }

    private long patch(int revision) throws Exception {
        mesh.patchBare(revision);
        long accepted = System.nanoTime();
        await(() -> served(SmallMesh.BARE_HOST) >= revision);
        return System.nanoTime() - accepted;
    }

    private int served(String host) {
        return SteadyLoad.revision(SteadyLoad.ask(mesh.edgePort(), host));
    }

    private int put(String rules) throws IOException, InterruptedException {
        return http.send(
                        request(EXPERIMENT + "/rules")
                                .header("Content-Type", "text/plain")
                                .header("If-Match", "*")
                                .PUT(HttpRequest.BodyPublishers.ofString(rules))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private int send(String method, String path, @Nullable String body) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(api + path)).header("Authorization", "Bearer " + SmallMesh.TOKEN);
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    private static void await(Condition condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (true) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("nothing happened within a minute");
            }
            Thread.sleep(2);
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) Math.ceil(quantile * (sorted.length - 1))] / 1e6;
    }
}

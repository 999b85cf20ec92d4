package io.meshtrial.benchmarks.edge;

import io.meshtrial.localmesh.apiserver.ApiServer;
import io.meshtrial.localmesh.edge.Edge;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests at 500 per second through the edge, and as many straight to the service behind it, in turns; open loop, so a
 * slow answer delays nobody. Arguments: seconds (default 20).
 */
public final class EdgeOverhead {

    /** Both ways together. */
    private static final int PER_SECOND = 1_000;

    private static final String TOKEN = "benchmark";

    private EdgeOverhead() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path directory = Files.createTempDirectory("edge-overhead");
        Vertx vertx = Vertx.vertx();
        Buffer body = Buffer.buffer("{\"count\":1,\"entries\":[]}".repeat(40));
        HttpServer service = vertx.createHttpServer()
                .requestHandler(request -> request.response().end(body))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        try (ApiServer api = ApiServer.start(new ApiServer.Settings(
                        0,
                        directory.resolve("objects.jsonl"),
                        TOKEN,
                        Clock.systemUTC(),
                        () -> UUID.randomUUID().toString()));
                java.net.http.HttpClient setup = java.net.http.HttpClient.newHttpClient()) {
            routes(setup, api.url(), service.actualPort());
            try (Edge edge = Edge.start(new Edge.Settings(
                    0, 0, 80, api.url(), TOKEN, new SplittableRandom(1), System::nanoTime, Duration.ofSeconds(10)))) {
                HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(256));
                measure(vertx.getOrCreateContext(), client, service.actualPort(), edge.port(), 5);
                report(
                        System.out,
                        measure(vertx.getOrCreateContext(), client, service.actualPort(), edge.port(), seconds));
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        }
    }

    /** Latencies in nanoseconds: row 0 direct, row 1 through the edge; a failed request counts as the longest. */
    private static long[][] measure(Context context, HttpClient client, int direct, int edge, int seconds)
            throws InterruptedException {
        int requests = seconds * PER_SECOND;
        long[][] latencies = new long[2][requests / 2];
        Map<String, Integer> failures = new ConcurrentHashMap<>();
        CountDownLatch answered = new CountDownLatch(requests);
        long begin = System.nanoTime();
        for (int i = 0; i < requests; i++) {
            long due = begin + i * (TimeUnit.SECONDS.toNanos(1) / PER_SECOND);
            LockSupport.parkNanos(due - System.nanoTime());
            int way = i % 2;
            int slot = i / 2;
            // On the event loop, as a client would be: there no answer can end before it is listened to.
            context.runOnContext(send -> {
                long sent = System.nanoTime();
                client.request(HttpMethod.GET, way == 0 ? direct : edge, "127.0.0.1", "/weather")
                        .compose(request -> request.send())
                        .compose(response -> response.statusCode() == 200
                                ? response.end()
                                : Future.failedFuture("status " + response.statusCode()))
                        .onComplete(done -> {
                            latencies[way][slot] = done.succeeded() ? System.nanoTime() - sent : Long.MAX_VALUE;
                            if (done.failed()) {
                                failures.merge(way + " " + done.cause(), 1, Integer::sum);
                            }
                            answered.countDown();
                        });
            });
        }
        answered.await();
        failures.forEach((cause, count) -> System.err.println(count + " failed: " + cause));
        return latencies;
    }

    private static void report(PrintStream out, long[][] latencies) {
        for (long[] way : latencies) {
            Arrays.sort(way);
        }
        out.printf("%-8s %12s %12s %12s%n", "", "direct", "edge", "added");
        for (double quantile : new double[] {0.5, 0.9, 0.99}) {
            double direct = at(latencies[0], quantile);
            double edge = at(latencies[1], quantile);
            out.printf("p%-7.0f %9.3f ms %9.3f ms %9.3f ms%n", quantile * 100, direct, edge, edge - direct);
        }
    }

    private static double at(long[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))] / 1e6;
    }

    private static void routes(java.net.http.HttpClient http, String api, int port) throws Exception {
        String istio = "/apis/networking.istio.io/v1/namespaces/demo/";
        post(
                http,
                api + "/api/v1/namespaces",
                "{\"apiVersion\":\"v1\",\"kind\":\"Namespace\",\"metadata\":{\"name\":\"demo\"}}");
        post(http, api + istio + "gateways", """
                {"apiVersion":"networking.istio.io/v1","kind":"Gateway","metadata":{"name":"g"},
                 "spec":{"selector":{"istio":"ingressgateway"},
                         "servers":[{"port":{"number":80,"name":"http","protocol":"HTTP"},"hosts":["*"]}]}}""");
        post(http, api + "/api/v1/namespaces/demo/services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"s"},"spec":{"ports":[{"port":80}]}}""");
        post(http, api + "/apis/discovery.k8s.io/v1/namespaces/demo/endpointslices", """
                {"apiVersion":"discovery.k8s.io/v1","kind":"EndpointSlice","addressType":"IPv4",
                 "metadata":{"name":"s","labels":{"kubernetes.io/service-name":"s"}},
                 "ports":[{"port":%d}],"endpoints":[{"addresses":["127.0.0.1"]}]}""".formatted(port));
        post(http, api + istio + "virtualservices", """
                {"apiVersion":"networking.istio.io/v1","kind":"VirtualService","metadata":{"name":"v"},
                 "spec":{"hosts":["*"],"gateways":["g"],"http":[
                   {"match":[{"headers":{"user-agent":{"regex":".*Firefox.*"}}}],
                    "route":[{"destination":{"host":"s"}}]},
                   {"headers":{"request":{"set":{"x-meshtrial":"e;r1;1;v1;s;token"}}},
                    "route":[{"destination":{"host":"s"},"weight":9000},{"destination":{"host":"s"},"weight":1000}]}]}}""");
    }

    private static void post(java.net.http.HttpClient http, String url, String body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }
}

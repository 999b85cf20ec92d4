package io.meshtrial.benchmarks.events;

import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * The catalogue with and without events, each a process of its own beside one broker: closed loop, in turns of one
 * second, so that whatever else the machine does hits both. Arguments: turns (default 20).
 */
public final class EmissionThroughput {

    private static final int VISITORS = 8;
    private static final Duration TURN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private EmissionThroughput() {}

    public static void main(String[] arguments) throws Exception {
        int turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path directory = Files.createTempDirectory("emission-throughput");
        BrokerSettings settings = new BrokerSettings(FreePort.next(), FreePort.next(), directory.resolve("kafka"));
        try (LocalBroker broker = LocalBroker.start(settings);
                HttpClient client = HttpClient.newHttpClient()) {
            RecordedTraffic.record(settings.bootstrapServers(), 0, 0);
            int withPort = FreePort.next();
            int withoutPort = FreePort.next();
            Process with = start(directory.resolve("with"), settings, withPort, true);
            Process without = start(directory.resolve("without"), settings, withoutPort, false);
            try {
                await(client, withPort);
                await(client, withoutPort);
                long answersWith = 0;
                long answersWithout = 0;
                for (int turn = -4; turn < turns; turn++) {
                    long first = turn(client, turn % 2 == 0 ? withPort : withoutPort);
                    long second = turn(client, turn % 2 == 0 ? withoutPort : withPort);
                    if (turn >= 0) {
                        answersWith += turn % 2 == 0 ? first : second;
                        answersWithout += turn % 2 == 0 ? second : first;
                    }
                }
                System.out.printf(
                        "with events %d, without %d answers in %d s each: %.3f%n",
                        answersWith, answersWithout, turns, answersWith / (double) answersWithout);
            } finally {
                stop(with);
                stop(without);
            }
        }
        System.exit(0);
    }

    private static long turn(HttpClient client, int port) throws Exception {
        long end = System.nanoTime() + TURN.toNanos();
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Long> visitor = () -> {
                long answers = 0;
                while (System.nanoTime() < end) {
                    answers += visit(client, port) == 200 ? 1 : 0;
                }
                return answers;
            };
            List<Future<Long>> all = visitors.invokeAll(
                    IntStream.range(0, VISITORS).mapToObj(i -> visitor).toList());
            long sum = 0;
            for (Future<Long> one : all) {
                sum += one.get();
            }
            return sum;
        }
    }

    private static int visit(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/Weather"))
                .header("x-meshtrial", "search-ranking;r3;1;v1;catalog-v1;" + BenchmarkExperiment.TOKEN)
                .header("x-request-id", UUID.randomUUID().toString())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
    }

    private static void await(HttpClient client, int port) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            try {
                if (visit(client, port) == 200) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            }
        }
        throw new IllegalStateException("the catalogue does not answer on port " + port);
    }

    private static Process start(Path log, BrokerSettings broker, int port, boolean events) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.meshtrial.catalog.CatalogApplication",
                        "--spring.config.location=optional:classpath:/none/",
                        "--spring.application.name=catalog-v1",
                        "--spring.threads.virtual.enabled=true",
                        "--spring.web.error.path=/-/error",
                        "--meshtrial.events.version=v1",
                        "--server.address=127.0.0.1",
                        "--server.port=" + port,
                        "--spring.kafka.bootstrap-servers=" + broker.bootstrapServers(),
                        "--meshtrial.events.enabled=" + events)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}

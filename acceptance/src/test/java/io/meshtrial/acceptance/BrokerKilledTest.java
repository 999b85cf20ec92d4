package io.meshtrial.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.localmesh.broker.BrokerMain;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Faults 1 and 3 on a real broker, killed -9 under 500 requests a second and started again on its data: no request fails, and
 * every event is in the topic or counted as dropped. Two minutes of outage under the profile proof, a second otherwise.
 */
class BrokerKilledTest {

    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final Duration BEFORE = Duration.ofSeconds(1);
    private static final Duration OUTAGE = PROOF ? Duration.ofMinutes(2) : Duration.ofSeconds(1);
    private static final Duration AFTER = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PER_SECOND = 500;
    private static final String TOPIC = "meshtrial.request-events.v1";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    /**
     * What the service says of its events.
     *
     * @param undelivered those of the dropped that Kafka was given
     */
    private record Counts(long waiting, long produced, long sent, long dropped, long undelivered) {

        boolean isOver() {
            return waiting == 0 && produced == sent + dropped;
        }
    }

    @Test
    void whatWasProducedIsInTheTopicOrCountedAsDropped(@TempDir Path directory) throws Exception {
        int port = freePort();
        int controller = freePort();
        int servicePort = freePort();
        String servers = "127.0.0.1:" + port;
        Process broker = broker(directory, port, controller);
        Process service = service(directory, servers, servicePort);
        try {
            Await.until("the catalogue answers", PATIENCE, () -> status(servicePort), status -> status == 200);
            load(servicePort, BEFORE);
            broker.destroyForcibly().waitFor();
            load(servicePort, OUTAGE);
            broker = broker(directory, port, controller);
            load(servicePort, AFTER);
            Counts counts = Await.until("no event is under way", PATIENCE, () -> counts(servicePort), Counts::isOver);

            assertThat(statuses).isNotEmpty().allMatch(status -> status == 200);
            assertThat(counts.produced()).isEqualTo(statuses.size());
            assertThat(counts.sent()).isPositive();
            // Kafka may have an event whose acknowledgement died with the broker, and that was given up then.
            long stored = ids(servers).size();
            assertThat(stored).isBetween(counts.sent(), counts.sent() + counts.undelivered());
            System.out.printf(
                    "broker killed -9 for %s at %d/s: %d produced = %d sent + %d dropped, %d in the topic, no request failed%n",
                    OUTAGE, PER_SECOND, counts.produced(), counts.sent(), counts.dropped(), stored);
        } finally {
            service.destroyForcibly().waitFor();
            broker.destroyForcibly().waitFor();
        }
    }

    private void load(int port, Duration duration) {
        long began = System.nanoTime();
        long requests = duration.toMillis() * PER_SECOND / 1_000;
        try (ExecutorService visitors = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < requests; i++) {
                LockSupport.parkNanos(began + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND - System.nanoTime());
                visitors.execute(() -> statuses.add(visit(port)));
            }
        }
    }

    private int visit(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/Weather"))
                .header("x-meshtrial", "killed;r1;1;v2;catalog-v2;q83vEjRWeJCrze8SNFZ4kA")
                .header("x-request-id", UUID.randomUUID().toString())
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    /** Of a request without an identity, which makes no event; 0 while nobody answers. */
    private int status(int port) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/Weather"))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    private Counts counts(int port) throws IOException, InterruptedException {
        String metrics = http.send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/prometheus"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return new Counts(
                sum(metrics, "waiting", ""),
                sum(metrics, "produced_total", ""),
                sum(metrics, "sent_total", ""),
                sum(metrics, "dropped_total", ""),
                sum(metrics, "dropped_total", "undelivered"));
    }

    private static long sum(String metrics, String name, String label) {
        List<String> samples = metrics.lines()
                .filter(line -> line.split("[{ ]", 2)[0].equals("meshtrial_events_" + name) && line.contains(label))
                .toList();
        assertThat(samples).as("series %s %s", name, label).isNotEmpty();
        return samples.stream()
                .mapToLong(sample -> (long) Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static Set<String> ids(String servers) {
        Set<String> ids = new HashSet<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            while (!ends.isEmpty()) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> ids.add(
                                new String(record.headers().lastHeader("ce_id").value(), UTF_8)));
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
        return ids;
    }

    private static Process broker(Path directory, int port, int controller) throws IOException {
        return start(
                directory.resolve("broker.log"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BrokerMain.class.getName(),
                "--port=" + port,
                "--controller-port=" + controller,
                "--data=" + directory.resolve("kafka"));
    }

    private static Process service(Path directory, String servers, int port) throws IOException {
        Path jar;
        try (Stream<Path> jars = Files.list(Path.of("..", "catalog-v2", "target"))) {
            jar = jars.filter(file -> file.toString().endsWith("-app.jar"))
                    .findAny()
                    .orElseThrow();
        }
        return start(
                directory.resolve("catalog.log"),
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--spring.kafka.bootstrap-servers=" + servers);
    }

    private static Process start(Path log, String... arguments) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(Stream.concat(
                                Stream.of(java, "-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                                Stream.of(arguments))
                        .toList())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

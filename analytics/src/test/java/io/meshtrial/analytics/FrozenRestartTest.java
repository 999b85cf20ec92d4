package io.meshtrial.analytics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What was frozen stays frozen, against a real broker. Between the restarts traffic comes that would freeze a threshold ten
 * times as high and another planned information, and another plan is published.
 */
@ExtendWith(KafkaBroker.class)
class FrozenRestartTest {

    private static final String ID = "frozen-restart";
    private static final String OTHER = "frozen-anew";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();

    @Test
    void aRestartAndASecondInstanceFindWhatWasFrozen(BootstrapServers broker) throws Exception {
        String first = "frozen-" + System.nanoTime();
        Instant start = Instant.now().minusSeconds(1800);
        int requests;
        JsonNode before;
        try (ConfigurableApplicationContext one = ResultsEndToEndTest.start(broker, first);
                ConfigurableApplicationContext two = ResultsEndToEndTest.start(broker, first + "-second")) {
            ResultsEndToEndTest.send(broker, ID, UsersEndToEndTest.definition(ID, start, 5_000));
            await().atMost(PATIENCE).until(() -> isKnown(one, ID) && isKnown(two, ID));
            requests = UsersEndToEndTest.send(broker, ID, 11, 1_000).requests();
            before = settled(one, ID, requests);
            assertThat(frozen(settled(two, ID, requests))).isEqualTo(frozen(before));
            assertThat(word(before)).isEqualTo("HARM");
        }

        ResultsEndToEndTest.send(broker, ID, UsersEndToEndTest.definition(ID, start, 500_000));
        requests += UsersEndToEndTest.send(broker, ID, 12, 900_000).requests();
        try (ConfigurableApplicationContext again = ResultsEndToEndTest.start(broker, first)) {
            JsonNode after = settled(again, ID, requests);
            assertThat(frozen(after)).isEqualTo(frozen(before));
            assertThat(word(after)).isEqualTo(word(before));
            assertThat(rows(broker)).isNotEmpty();

            // The same traffic under the later plan, with nothing kept from before: what all of the above would show
            // without the topic.
            ResultsEndToEndTest.send(broker, OTHER, UsersEndToEndTest.definition(OTHER, start, 500_000));
            await().atMost(PATIENCE).until(() -> isKnown(again, OTHER));
            int all = UsersEndToEndTest.send(broker, OTHER, 11, 1_000).requests()
                    + UsersEndToEndTest.send(broker, OTHER, 12, 900_000).requests();
            JsonNode anew = settled(again, OTHER, all);
            assertThat(clocks(anew)).isNotEqualTo(clocks(before));
            assertThat(plannedUnits(anew)).isNotEqualTo(plannedUnits(before));

            ResultsEndToEndTest.delete(broker, ID);
            await().atMost(PATIENCE).until(() -> rows(broker).isEmpty());
        }
    }

    /** Keys of the topic's rows of the experiment that a compaction would keep. */
    private static Set<String> rows(BootstrapServers broker) {
        Set<String> kept = new HashSet<>();
        TopicPartition only = new TopicPartition(Topics.FROZEN, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.value()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(only));
            consumer.seekToBeginning(List.of(only));
            long end = Objects.requireNonNull(consumer.endOffsets(List.of(only)).get(only));
            while (consumer.position(only) < end) {
                for (ConsumerRecord<byte[], byte[]> row : consumer.poll(Duration.ofMillis(200))) {
                    String key = new String(row.key(), UTF_8);
                    if (key.startsWith(ID + "/") && row.value() != null) {
                        kept.add(key);
                    } else {
                        kept.remove(key);
                    }
                }
            }
        }
        return kept;
    }

    /** What was planned and held against, not how far the clocks have come. */
    private static String frozen(JsonNode answer) {
        return answer.at("/method/thresholds") + clocks(answer) + plannedUnits(answer);
    }

    private static String clocks(JsonNode answer) {
        StringBuilder clocks = new StringBuilder();
        for (JsonNode clock : answer.at("/method/clocks")) {
            clocks.append(clock.at("/metric")).append(clock.at("/plannedStandardError"));
        }
        return clocks.toString();
    }

    private static int plannedUnits(JsonNode answer) {
        return answer.at("/method/plan/plannedUnits").asInt();
    }

    private static String word(JsonNode answer) {
        return answer.at("/verdict/word").asString();
    }

    /** The answer once every request is counted and everything is frozen. */
    private JsonNode settled(ConfigurableApplicationContext context, String id, int requests) {
        return Objects.requireNonNull(await().atMost(PATIENCE)
                .until(
                        () -> get(context, id),
                        answer -> answer.at("/health/exposures/requests").asInt() == requests
                                && answer.at("/method/thresholds").size() == 1
                                && answer.at("/method/clocks").size() >= 2
                                && !answer.at("/verdict/reason").asString("").equals("READING")));
    }

    private boolean isKnown(ConfigurableApplicationContext context, String id)
            throws IOException, InterruptedException {
        return get(context, id).at("/experiment/id").isString();
    }

    private JsonNode get(ConfigurableApplicationContext context, String id) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port")
                + "/api/v1/results/" + id);
        return json.readTree(client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body());
    }
}

package io.meshtrial.experiment.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshtrial.experiment.support.Api;
import io.meshtrial.experiment.support.ReplicaProcess;
import io.meshtrial.experiment.support.RunningApi;
import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

/** Kill -9 after the change is stored and before Kafka has it: the next start tells it. */
class OutboxKillTest {

    @Test
    void whatWasStoredBeforeAKillIsToldAfterIt() throws Exception {
        BrokerSettings settings =
                new BrokerSettings(freePort(), freePort(), Files.createTempDirectory(Path.of("target"), "broker"));
        try (RunningApi mesh = RunningApi.start()) {
            mesh.stop();
            List<String> arguments = new ArrayList<>(mesh.arguments());
            arguments.add("--spring.kafka.bootstrap-servers=" + settings.bootstrapServers());
            storedAndKilled(arguments);
            try (LocalBroker broker = LocalBroker.start(settings);
                    ReplicaProcess again = ReplicaProcess.start(arguments)) {
                assertThat(again.api().get("/api/v1/experiments/kept").status()).isEqualTo(200);
                Map<String, String> told = new HashMap<>();
                await().atMost(Duration.ofSeconds(30)).until(() -> {
                    told.putAll(topic(broker.settings().bootstrapServers()));
                    return told.containsKey("kept") && told.containsKey("gone");
                });
                assertThat(told.get("kept")).contains("\"id\":\"kept\"").contains("\"state\":\"DRAFT\"");
                // The access log's reader finds the units of requests that reached no pod by these names.
                assertThat(told.get("kept")).contains("\"cookie\":\"arm\"", "\"cookie\":\"arm.2\"", "\"cookie\":null");
                assertThat(told.get("gone")).isEqualTo("deleted");
            }
        }
    }

    private static void storedAndKilled(List<String> arguments) throws IOException {
        try (ReplicaProcess first = ReplicaProcess.start(arguments)) {
            Api api = first.api();
            for (String id : List.of("kept", "gone")) {
                assertThat(api.post("/api/v1/experiments", """
                                        {"id": "ID", "cookie": {"name": "arm"},
                                         "rules": "users of method GET: 10% to v2\\nusers: 5% to v2\\nChrome to v1"}""".replace("ID", id))
                                .status())
                        .isEqualTo(201);
            }
            assertThat(api.send("DELETE", "/api/v1/experiments/gone", null, null, "If-Match", "*")
                            .status())
                    .isEqualTo(204);
            first.kill();
        }
    }

    /** The topic from its beginning; a tombstone reads "deleted". */
    private static Map<String, String> topic(String bootstrapServers) {
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers);
        Map<String, String> newest = new HashMap<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            if (!consumer.listTopics().containsKey(ExperimentTopic.NAME)) {
                return newest;
            }
            TopicPartition partition = new TopicPartition(ExperimentTopic.NAME, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    newest.put(record.key(), record.value() == null ? "deleted" : record.value());
                }
            }
        }
        return newest;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

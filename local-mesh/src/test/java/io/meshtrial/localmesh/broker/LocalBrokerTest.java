package io.meshtrial.localmesh.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalBrokerTest {

    @Test
    void what_was_acknowledged_is_there_after_a_restart(@TempDir Path directory) throws Exception {
        BrokerSettings settings = new BrokerSettings(freePort(), freePort(), directory.resolve("kafka"));
        try (LocalBroker broker = LocalBroker.start(settings)) {
            PlatformTopics.createMissing(settings.bootstrapServers());
            send(settings, "before");
            assertThat(broker.settings()).isEqualTo(settings);
        }
        try (LocalBroker again = LocalBroker.start(settings)) {
            PlatformTopics.createMissing(again.settings().bootstrapServers());
            send(settings, "after");
            List<ConsumerRecord<String, String>> records = readAll(settings);
            assertThat(records).extracting(ConsumerRecord::value).containsExactly("before", "after");
            assertThat(records).extracting(ConsumerRecord::timestampType).containsOnly(TimestampType.LOG_APPEND_TIME);
        }
    }

    @Test
    void the_topics_are_as_the_contract_says(@TempDir Path directory) throws Exception {
        BrokerSettings settings = new BrokerSettings(freePort(), freePort(), directory);
        try (LocalBroker broker = LocalBroker.start(settings);
                Admin admin = Admin.create(Map.of("bootstrap.servers", settings.bootstrapServers()))) {
            PlatformTopics.createMissing(broker.settings().bootstrapServers());
            assertThat(admin.listTopics().names().get())
                    .contains(PlatformTopics.REQUEST_EVENTS, PlatformTopics.DEAD_LETTERS, PlatformTopics.EXPERIMENTS);
            assertThat(admin.describeTopics(List.of(PlatformTopics.REQUEST_EVENTS))
                            .allTopicNames()
                            .get()
                            .values()
                            .iterator()
                            .next()
                            .partitions())
                    .hasSize(4);
            assertThat(setting(admin, PlatformTopics.REQUEST_EVENTS, "message.timestamp.type"))
                    .isEqualTo("LogAppendTime");
            assertThat(setting(admin, PlatformTopics.EXPERIMENTS, "cleanup.policy"))
                    .isEqualTo("compact");
        }
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .values()
                .values()
                .iterator()
                .next()
                .get()
                .get(name)
                .value();
    }

    private static void send(BrokerSettings settings, String value) throws Exception {
        Map<String, Object> config = Map.of("bootstrap.servers", settings.bootstrapServers(), "acks", "all");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(PlatformTopics.REQUEST_EVENTS, 0, "key", value))
                    .get();
        }
    }

    private static List<ConsumerRecord<String, String>> readAll(BrokerSettings settings) {
        Map<String, Object> config = Map.of("bootstrap.servers", settings.bootstrapServers());
        TopicPartition partition = new TopicPartition(PlatformTopics.REQUEST_EVENTS, 0);
        List<ConsumerRecord<String, String>> all = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end =
                    consumer.endOffsets(List.of(partition)).values().iterator().next();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(all::add);
            }
        }
        return all;
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

package io.meshtrial.analytics;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.frozen.FrozenReader;
import io.meshtrial.analytics.frozen.FrozenWriter;
import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.ConsumerLag;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.analytics.tally.TallyBounds;
import io.meshtrial.analytics.tally.TallyStream;
import io.meshtrial.events.EventTopics;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;

/** Everything that talks to Kafka. None of it waits: the application answers while Kafka is away. */
@Configuration(proxyBeanMethods = false)
class KafkaWiring {

    private final KafkaProperties properties;
    private final List<String> servers;
    private final AnalyticsSettings settings;

    KafkaWiring(KafkaProperties properties, KafkaConnectionDetails connection, AnalyticsSettings settings) {
        this.properties = properties;
        this.servers = connection.getBootstrapServers();
        this.settings = settings;
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Definitions definitions() {
        return new Definitions();
    }

    @Bean
    FrozenWriter frozenWriter() {
        Map<String, Object> producer = connected(properties.buildProducerProperties());
        return new FrozenWriter(
                FrozenWriter.settings(producer), UUID.randomUUID().toString());
    }

    @Bean
    FrozenPlans frozenPlans(Definitions definitions, FrozenWriter frozenWriter) {
        return new FrozenPlans(definitions::find, frozenWriter);
    }

    @Bean(initMethod = "start")
    CompactedTopicReader frozenReader(FrozenPlans plans, FrozenWriter writer, Definitions definitions) {
        return new CompactedTopicReader(Topics.FROZEN, this::consumer, new FrozenReader(plans, writer, definitions));
    }

    @Bean
    TallyBoard tallyBoard() {
        return new TallyBoard();
    }

    @Bean(initMethod = "start")
    KafkaPresence kafkaPresence() {
        return new KafkaPresence(connected(properties.buildAdminProperties()));
    }

    @Bean(initMethod = "start")
    @DependsOn("frozenReader")
    CompactedTopicReader definitionsReader(Definitions definitions) {
        return new CompactedTopicReader(EventTopics.EXPERIMENTS, this::consumer, definitions);
    }

    @Bean(initMethod = "start")
    CompactedTopicReader talliesReader(TallyBoard board) {
        String topic = TallyStream.talliesTopic(settings.stream().applicationId());
        return new CompactedTopicReader(topic, this::consumer, board);
    }

    @Bean(initMethod = "start")
    ConsumerLag consumerLag(Clock clock) {
        return new ConsumerLag(
                connected(properties.buildAdminProperties()), settings.stream().applicationId(), clock);
    }

    @Bean(initMethod = "start")
    TallyStream tallyStream(
            FrozenPlans plans, CompactedTopicReader definitionsReader, CompactedTopicReader frozenReader) {
        Topics topics = new Topics(
                connected(properties.buildAdminProperties()), settings.stream().eventPartitions());
        return new TallyStream(
                StreamSettings.of(connected(properties.buildStreamsProperties()), settings.stream()),
                plans,
                new TallyBounds(settings.stream().unitsPerPartition()),
                () -> {
                    topics.ensure();
                    if (!definitionsReader.isCaughtUp()) {
                        throw new IllegalStateException("waiting for the definitions of experiments");
                    }
                    if (!frozenReader.isCaughtUp()) {
                        throw new IllegalStateException("waiting for what was frozen of experiments");
                    }
                });
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> consumer = connected(properties.buildConsumerProperties());
        consumer.remove(ConsumerConfig.GROUP_ID_CONFIG);
        consumer.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        consumer.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        consumer.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(consumer, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Map<String, Object> connected(Map<String, Object> kafka) {
        Map<String, Object> connected = new HashMap<>(kafka);
        connected.put("bootstrap.servers", String.join(",", servers));
        return connected;
    }
}

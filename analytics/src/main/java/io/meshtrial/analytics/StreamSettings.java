package io.meshtrial.analytics;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Settings of Kafka Streams, by their names in Kafka's documentation: its types stay in the rooms of ingest and tally.
 * Short session and transaction time-outs let a successor take over within seconds after a kill.
 */
final class StreamSettings {

    private StreamSettings() {}

    static Map<String, Object> of(Map<String, Object> connection, AnalyticsSettings.Stream stream) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.put("application.id", stream.applicationId());
        settings.put("commit.interval.ms", stream.commitInterval().toMillis());
        settings.put("num.stream.threads", stream.threads());
        settings.put("state.dir", stream.stateDirectory());
        settings.put("statestore.cache.max.bytes", 0);
        settings.put("main.consumer." + ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put("main.consumer." + ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        settings.put("main.consumer." + ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
        settings.put("producer." + ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        return settings;
    }
}

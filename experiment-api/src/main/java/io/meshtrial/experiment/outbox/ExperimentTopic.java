package io.meshtrial.experiment.outbox;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/** The compacted topic {@code meshtrial.experiments.v1}: one record per experiment, a tombstone on deletion. */
@Component
class ExperimentTopic {

    static final String NAME = "meshtrial.experiments.v1";
    private static final long PATIENCE_SECONDS = 10;

    private final KafkaTemplate<String, String> kafka;
    private final String bootstrapServers;
    private boolean there;

    ExperimentTopic(KafkaTemplate<String, String> kafka, KafkaConnectionDetails kafkaAddress) {
        this.kafka = kafka;
        this.bootstrapServers = String.join(",", kafkaAddress.getProducer().getBootstrapServers());
    }

    /**
     * Waits until the broker has the record.
     *
     * @param message null for a tombstone
     */
    void send(String experiment, @Nullable String message)
            throws ExecutionException, TimeoutException, InterruptedException {
        if (!there) {
            create();
            there = true;
        }
        kafka.send(NAME, experiment, message).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    private void create() throws ExecutionException, TimeoutException, InterruptedException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                5000);
        try (Admin admin = Admin.create(settings)) {
            NewTopic topic = new NewTopic(NAME, 1, (short) -1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(java.util.List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }
}

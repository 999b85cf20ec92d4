package io.meshtrial.analytics.ingest;

import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Makes the topics that analytics reads and writes, where they are missing. */
public final class Topics {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is frozen of each run; independent of the application's id, so that counting again freezes nothing anew. */
    public static final String FROZEN = "meshtrial.frozen.v1";

    private final Map<String, Object> settings;
    private final int partitions;

    /** @param partitions of the topic of events, when it has to be made */
    public Topics(Map<String, Object> settings, int partitions) {
        this.settings = settings;
        this.partitions = partitions;
    }

    /** @throws TopicsUnavailableException while the broker does not answer or refuses */
    public void ensure() throws InterruptedException {
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> missing = wanted().stream()
                    .filter(topic -> !present.contains(topic.name()))
                    .toList();
            for (NewTopic topic : missing) {
                create(admin, topic);
            }
        } catch (TimeoutException e) {
            throw new TopicsUnavailableException("Kafka does not answer at " + address(), e);
        } catch (ExecutionException e) {
            throw new TopicsUnavailableException("Kafka at " + address() + ": " + e.getCause(), e);
        }
    }

    private static void create(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private List<NewTopic> wanted() {
        return List.of(
                new NewTopic(EventTopics.REQUEST_EVENTS, Optional.of(partitions), Optional.empty())
                        .configs(Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime")),
                new NewTopic(EventTopics.DEAD_LETTERS, Optional.of(1), Optional.empty()),
                compacted(EventTopics.EXPERIMENTS),
                compacted(FROZEN));
    }

    private static NewTopic compacted(String name) {
        return new NewTopic(name, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
    }

    private Object address() {
        return settings.getOrDefault(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "?");
    }

    /** Kafka is away, or does not let us see or make the topics. */
    public static final class TopicsUnavailableException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TopicsUnavailableException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}

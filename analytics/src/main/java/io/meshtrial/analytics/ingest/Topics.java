package io.meshtrial.analytics.ingest;

import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the topics that analytics reads and writes, where they are missing, and has the broker stamp what is appended to
 * those of events.
 */
public final class Topics {

    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final ConfigEntry LOG_APPEND_TIME =
            new ConfigEntry(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What is frozen of each run; independent of the application's id, so that counting again freezes nothing anew. */
    public static final String FROZEN = "meshtrial.frozen.v1";

    /** Up to where Kafka has the entries of each stream of access logs; a day is longer than any hole that counts. */
    public static final String ACCESS_LOG_TAILS = "meshtrial.access-log-tails.v1";

    private static final Duration TAILS_KEPT = Duration.ofDays(1);

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
            // What is made here has its settings already, and brokers may not know it for a moment.
            Set<String> made = new HashSet<>();
            for (NewTopic topic : wanted()) {
                if (!present.contains(topic.name()) && create(admin, topic)) {
                    made.add(topic.name());
                }
            }
            stampByBroker(
                    admin,
                    Stream.of(EventTopics.REQUEST_EVENTS, EventTopics.DEAD_LETTERS)
                            .filter(name -> !made.contains(name))
                            .toList());
        } catch (TimeoutException e) {
            throw new TopicsUnavailableException("Kafka does not answer at " + address(), e);
        } catch (ExecutionException e) {
            throw new TopicsUnavailableException("Kafka at " + address() + ": " + e.getCause(), e);
        }
    }

    /** A topic that somebody else made may take producers' timestamps: one of the year 2099 would expire everything. */
    private static void stampByBroker(Admin admin, List<String> topics)
            throws InterruptedException, ExecutionException, TimeoutException {
        List<ConfigResource> stamped = topics.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> configs =
                admin.describeConfigs(stamped).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        configs.forEach((topic, config) -> {
            if (!LOG_APPEND_TIME
                    .value()
                    .equals(config.get(LOG_APPEND_TIME.name()).value())) {
                LOG.warn("Topic {} takes its producers' timestamps: set to {}", topic.name(), LOG_APPEND_TIME.value());
                changes.put(topic, List.of(new AlterConfigOp(LOG_APPEND_TIME, AlterConfigOp.OpType.SET)));
            }
        });
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whether it is this call that made it. */
    private static boolean create(Admin admin, NewTopic topic)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
            return false;
        }
    }

    private List<NewTopic> wanted() {
        return List.of(
                new NewTopic(EventTopics.REQUEST_EVENTS, Optional.of(partitions), Optional.empty())
                        .configs(Map.of(LOG_APPEND_TIME.name(), LOG_APPEND_TIME.value())),
                new NewTopic(EventTopics.DEAD_LETTERS, Optional.of(1), Optional.empty())
                        .configs(Map.of(LOG_APPEND_TIME.name(), LOG_APPEND_TIME.value())),
                compacted(EventTopics.EXPERIMENTS),
                compacted(FROZEN),
                new NewTopic(ACCESS_LOG_TAILS, Optional.of(1), Optional.empty())
                        .configs(Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG,
                                TopicConfig.CLEANUP_POLICY_COMPACT + "," + TopicConfig.CLEANUP_POLICY_DELETE,
                                TopicConfig.RETENTION_MS_CONFIG,
                                Long.toString(TAILS_KEPT.toMillis()))));
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

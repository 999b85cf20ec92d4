package io.meshtrial.localmesh.broker;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics by which the applications meet. On a cluster an operator makes them; here the broker's own start does. */
public final class PlatformTopics {

    public static final String REQUEST_EVENTS = "meshtrial.request-events.v1";
    public static final String DEAD_LETTERS = "meshtrial.request-events.v1-dlt";
    public static final String EXPERIMENTS = "meshtrial.experiments.v1";

    private static final short ONE_REPLICA = 1;

    private PlatformTopics() {}

    /** Creates what is missing and leaves what is there; returns when all three are on the broker. */
    public static void createMissing(String bootstrapServers) throws InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            for (var created : admin.createTopics(topics()).values().values()) {
                try {
                    created.get();
                } catch (ExecutionException e) {
                    if (!(e.getCause() instanceof TopicExistsException)) {
                        throw new IllegalStateException("Kafka refused a topic: " + e.getCause(), e);
                    }
                }
            }
        }
    }

    private static List<NewTopic> topics() {
        return List.of(
                new NewTopic(REQUEST_EVENTS, 4, ONE_REPLICA).configs(Map.of("message.timestamp.type", "LogAppendTime")),
                new NewTopic(DEAD_LETTERS, 1, ONE_REPLICA),
                new NewTopic(EXPERIMENTS, 1, ONE_REPLICA).configs(Map.of("cleanup.policy", "compact")));
    }
}

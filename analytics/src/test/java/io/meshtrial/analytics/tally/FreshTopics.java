package io.meshtrial.analytics.tally;

import static org.awaitility.Awaitility.await;

import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.analytics.kafka.KafkaBroker.BootstrapServers;
import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;

/** Empty topics of events and dead letters on the broker that all tests share. */
final class FreshTopics {

    private FreshTopics() {}

    static void make(BootstrapServers broker, int partitions) throws Exception {
        List<String> names = List.of(EventTopics.REQUEST_EVENTS, EventTopics.DEAD_LETTERS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.value()))) {
            Set<String> present = admin.listTopics().names().get();
            admin.deleteTopics(names.stream().filter(present::contains).toList())
                    .all()
                    .get();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> admin.listTopics().names().get().stream().noneMatch(names::contains));
        }
        new Topics(Map.of("bootstrap.servers", broker.value()), partitions).ensure();
    }
}

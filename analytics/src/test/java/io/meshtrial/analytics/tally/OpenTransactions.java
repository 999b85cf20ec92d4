package io.meshtrial.analytics.tally;

import static org.awaitility.Awaitility.await;

import io.meshtrial.events.EventTopics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** Of an instance that was killed: until the broker aborts it, what was committed after it cannot be read. */
final class OpenTransactions {

    private OpenTransactions() {}

    /** Waits until none is open in the topic of dead letters. */
    static void awaitNone(String bootstrapServers, Duration patience) {
        TopicPartition partition = new TopicPartition(EventTopics.DEAD_LETTERS, 0);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            await().atMost(patience)
                    .until(() -> end(admin, partition, IsolationLevel.READ_COMMITTED)
                            == end(admin, partition, IsolationLevel.READ_UNCOMMITTED));
        }
    }

    private static long end(Admin admin, TopicPartition partition, IsolationLevel level) throws Exception {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()), new ListOffsetsOptions(level))
                .partitionResult(partition)
                .get()
                .offset();
    }
}

package io.meshtrial.acceptance.ring;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the events are between a service's queue and a tally, by the programs' own counters and the topic's ends.
 *
 * @param waiting events in the services' queues
 * @param produced events that requests made
 * @param sent of these, acknowledged by Kafka
 * @param dropped of these, given up
 * @param appended records in the topic
 * @param read records that analytics has tallied or put aside, duplicates and poison among them
 */
public record Delivery(long waiting, long produced, long sent, long dropped, long appended, long read) {

    private static final String TOPIC = "meshtrial.request-events.v1";

    /** What becomes of a record is exactly one of these. */
    private static final List<String> FATES = List.of("counted", "duplicates", "poison", "propagated", "overflowed");

    /** Nothing is under way: a duplicate that was sent late would have been read by now. */
    public boolean isOver() {
        return waiting == 0 && produced == sent + dropped && appended == read;
    }

    static Delivery of(Ring ring) throws IOException, InterruptedException {
        List<String> services = Stream.concat(samples(ring, 6).stream(), samples(ring, 7).stream())
                .toList();
        long waiting = sum(services, "waiting");
        long produced = sum(services, "produced_total");
        long sent = sum(services, "sent_total");
        long dropped = sum(services, "dropped_total");
        long appended = appended("127.0.0.1:" + (ring.base() + 4));
        List<String> analytics = samples(ring, 0);
        long read = FATES.stream()
                .mapToLong(fate -> sum(analytics, fate + "_total"))
                .sum();
        return new Delivery(waiting, produced, sent, dropped, appended, read);
    }

    private static List<String> samples(Ring ring, int program) throws IOException, InterruptedException {
        Http.Answer answer = ring.program(program).get("/actuator/prometheus");
        if (answer.status() != 200) {
            throw new IOException("metrics of program " + program + ": " + answer.status());
        }
        return answer.text()
                .lines()
                .filter(line -> line.startsWith("meshtrial_events_"))
                .toList();
    }

    /** A series that is missing would read as zero, and zero as "nothing is under way". */
    private static long sum(List<String> samples, String name) {
        List<String> found = samples.stream()
                .filter(sample -> sample.split("[{ ]", 2)[0].equals("meshtrial_events_" + name))
                .toList();
        if (found.isEmpty()) {
            throw new IllegalStateException("no series " + name + " among " + samples);
        }
        return found.stream()
                .mapToLong(sample -> (long) Double.parseDouble(sample.substring(sample.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long appended(String broker) throws IOException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            TopicDescription topic = admin.describeTopics(List.of(TOPIC))
                    .topicNameValues()
                    .values()
                    .iterator()
                    .next()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = topic.partitions().stream()
                    .collect(Collectors.toMap(
                            partition -> new TopicPartition(TOPIC, partition.partition()),
                            partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("the broker does not say how much it has", e);
        }
    }
}

package io.meshtrial.benchmarks.events;

import io.meshtrial.analytics.tally.TallyStream;
import io.meshtrial.events.EventTopics;
import io.meshtrial.localmesh.broker.BrokerSettings;
import io.meshtrial.localmesh.broker.LocalBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The topology beside a bare consumer and beside the Streams DSL: one broker, one run, every program in a process of its
 * own, the programs one after the other, on the same events; the first half of them warms up. Arguments: events (default
 * 5 000 000), users (default 200 000).
 */
public final class EventThroughput {

    private EventThroughput() {}

    public static void main(String[] arguments) throws Exception {
        int events = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5_000_000;
        int users = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200_000;
        Path directory = Files.createTempDirectory("event-throughput");
        BrokerSettings settings = new BrokerSettings(FreePort.next(), FreePort.next(), directory.resolve("kafka"));
        try (LocalBroker broker = LocalBroker.start(settings)) {
            String servers = settings.bootstrapServers();
            System.out.printf(
                    "%,d events, %d partitions, commit interval %d ms, 1 thread%n",
                    events, RecordedTraffic.PARTITIONS, StreamsSettings.COMMIT_MILLIS);
            RecordedTraffic.record(servers, events, 0);
            double bare = bare(servers, directory);
            MeasuredRun dsl = MeasuredRun.of(DslInstance.class, 1, servers, "dsl", directory, events);
            MeasuredRun minutes = tally(1, servers, "minutes", directory, events, "REQUEST");
            line("minute tallies alone", minutes, bare);
            line("Streams that parse and keep nothing", parsing(servers, directory, events), bare);
            line("Streams DSL, windows, JSON", dsl, bare);
            System.out.printf("minute tallies / DSL: %.2f%n", minutes.perSecond() / dsl.perSecond());

            RecordedTraffic.record(servers, events, users);
            bytes(servers, "an event in its topic", EventTopics.REQUEST_EVENTS, events);
            double bareAgain = bare(servers, directory);
            for (int instances : new int[] {1, 2, 4}) {
                String application = "whole-" + instances;
                MeasuredRun whole = tally(instances, servers, application, directory, events, "USER");
                line("with deduplication and %,d users, %d instances".formatted(users, instances), whole, bareAgain);
            }
            bytes(servers, "tallies written for an event", TallyStream.talliesTopic("whole-1"), events);
            bytes(servers, "units written for an event", "whole-1-units-changelog", events);
            CompactedTallies.requireEqual(servers, "whole-1", "whole-2", "whole-4");
            System.out.println("tallies of 1, 2 and 4 instances are equal, bit for bit");
        }
        System.exit(0);
    }

    private static double bare(String servers, Path directory) throws IOException, InterruptedException {
        double first = MeasuredRun.rateOf(BareConsumer.class, directory, servers);
        double second = MeasuredRun.rateOf(BareConsumer.class, directory, servers);
        double best = Math.max(first, second);
        System.out.printf("%-55s %,10.0f /s%n", "bare consumer that parses", best);
        return best;
    }

    private static MeasuredRun parsing(String servers, Path directory, int events) throws Exception {
        return MeasuredRun.of(ParsingInstance.class, 1, servers, "parsing", directory, events);
    }

    private static MeasuredRun tally(
            int instances, String servers, String application, Path directory, int events, String unit)
            throws Exception {
        return MeasuredRun.of(TallyInstance.class, instances, servers, application, directory, events, unit);
    }

    private static void bytes(String servers, String what, String topic, int events) throws Exception {
        System.out.printf("%-55s %10.1f bytes%n", what, TopicBytes.of(servers, topic) / (double) events);
    }

    private static void line(String what, MeasuredRun run, double bare) {
        System.out.printf(
                "%-55s %,10.0f /s  %.2f of bare  %.2f CPU-µs/event%n",
                what, run.perSecond(), run.perSecond() / bare, run.cpuMicrosPerEvent());
    }
}

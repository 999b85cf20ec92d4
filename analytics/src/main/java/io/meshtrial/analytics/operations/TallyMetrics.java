package io.meshtrial.analytics.operations;

import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.ingest.ConsumerLag;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.KafkaPresence;
import io.meshtrial.analytics.tally.StreamState.Phase;
import io.meshtrial.analytics.tally.TallyBoard;
import io.meshtrial.analytics.tally.TallyStream;
import io.meshtrial.analytics.tally.TopicCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Counts of the topic of events, how many of them wait, and how fresh they are. */
@Component
class TallyMetrics implements MeterBinder {

    private static final double MILLIS = 1000;

    private final TallyBoard board;
    private final TallyStream stream;
    private final Definitions definitions;
    private final KafkaPresence kafka;
    private final ConsumerLag lag;
    private final Clock clock;

    TallyMetrics(
            TallyBoard board,
            TallyStream stream,
            Definitions definitions,
            KafkaPresence kafka,
            ConsumerLag lag,
            Clock clock) {
        this.board = board;
        this.stream = stream;
        this.definitions = definitions;
        this.kafka = kafka;
        this.lag = lag;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "counted", "entered a tally", counts -> counts.seen().counted());
        counter(
                registry,
                "poison",
                "were no event and went to the dead letters",
                counts -> counts.seen().poison());
        counter(
                registry,
                "duplicates",
                "had been seen before",
                counts -> counts.seen().duplicates());
        counter(
                registry,
                "late",
                "were appended more than a minute after they began; counted",
                counts -> counts.seen().late());
        counter(
                registry,
                "propagated",
                "carried the identity of another service",
                counts -> counts.seen().propagated());
        counter(
                registry,
                "overflowed",
                "belonged to cells beyond the bound",
                counts -> counts.seen().overflowed());
        Gauge.builder("meshtrial.events.forged", this, TallyMetrics::forged)
                .description("Events whose token no route of their experiment wrote")
                .register(registry);
        Gauge.builder("meshtrial.events.undefined", this, TallyMetrics::undefined)
                .description("Events of experiments that have no definition: invented, deleted, or not yet published")
                .register(registry);
        Gauge.builder("meshtrial.events.lost", board, b -> b.counts().lost())
                .description("Numbers missing in the producers' sequences: dropped, lost or under way")
                .register(registry);
        Gauge.builder("meshtrial.events.age", this, TallyMetrics::ageSeconds)
                .description("Since the newest event began")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("meshtrial.stream.lag", lag, l -> {
                    long records = l.reading().records();
                    return records < 0 ? Double.NaN : records;
                })
                .description("Events in the topic that no instance has tallied yet")
                .register(registry);
        Gauge.builder("meshtrial.stream.running", stream, s -> s.state().phase() == Phase.RUNNING ? 1 : 0)
                .register(registry);
        FunctionCounter.builder("meshtrial.stream.failures", stream, TallyStream::failures)
                .description("Failures to write and of threads; each was followed by another attempt")
                .register(registry);
        Gauge.builder("meshtrial.stream.refused.rows", stream, TallyStream::refusedRows)
                .description("Rows that were too large to be written: tallies miss what they hold")
                .register(registry);
        Gauge.builder("meshtrial.kafka.up", kafka, k -> k.isUp() ? 1 : 0).register(registry);
        FunctionCounter.builder("meshtrial.definitions.malformed", definitions, Definitions::malformed)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, String description, ToDoubleFunction<TopicCounts> count) {
        FunctionCounter.builder("meshtrial.events." + name, board, b -> count.applyAsDouble(b.counts()))
                .description("Events that " + description)
                .register(registry);
    }

    private double forged() {
        return definitions.all().stream()
                .mapToLong(experiment -> TrafficSorter.sort(
                                experiment, board.of(experiment.id(), experiment.eventSource()), Window.ALL)
                        .leftOut()
                        .forged())
                .sum();
    }

    private double undefined() {
        return board.experiments().stream()
                .filter(id -> definitions.find(id).isEmpty())
                .flatMap(id -> Arrays.stream(EventSource.values()).map(source -> board.of(id, source)))
                .flatMap(tallies -> tallies.totals().values().stream())
                .mapToLong(tally -> tally.requests() + tally.bots())
                .sum();
    }

    private double ageSeconds() {
        long newest = board.counts().seen().newestStartMillis();
        return newest == 0 ? Double.NaN : Math.max(0, clock.millis() - newest) / MILLIS;
    }
}

package io.meshtrial.analytics.operations;

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
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** Counts of the topic of events, and how fresh they are. */
@Component
class TallyMetrics implements MeterBinder {

    private static final double MILLIS = 1000;

    private final TallyBoard board;
    private final TallyStream stream;
    private final Definitions definitions;
    private final KafkaPresence kafka;
    private final Clock clock;

    TallyMetrics(TallyBoard board, TallyStream stream, Definitions definitions, KafkaPresence kafka, Clock clock) {
        this.board = board;
        this.stream = stream;
        this.definitions = definitions;
        this.kafka = kafka;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        counter(registry, "meshtrial.events.counted", counts -> counts.seen().counted());
        counter(registry, "meshtrial.events.poison", counts -> counts.seen().poison());
        counter(registry, "meshtrial.events.duplicates", counts -> counts.seen().duplicates());
        counter(registry, "meshtrial.events.overflowed", counts -> counts.seen().overflowed());
        Gauge.builder("meshtrial.events.lost", board, b -> b.counts().lost())
                .description("numbers missing in the producers' sequences")
                .register(registry);
        Gauge.builder("meshtrial.events.age", this, TallyMetrics::ageSeconds)
                .description("since the newest event began")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("meshtrial.stream.running", stream, s -> s.state().phase() == Phase.RUNNING ? 1 : 0)
                .register(registry);
        Gauge.builder("meshtrial.kafka.up", kafka, k -> k.isUp() ? 1 : 0).register(registry);
        FunctionCounter.builder("meshtrial.definitions.malformed", definitions, Definitions::malformed)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, ToDoubleFunction<TopicCounts> count) {
        FunctionCounter.builder(name, board, b -> count.applyAsDouble(b.counts()))
                .register(registry);
    }

    private double ageSeconds() {
        long newest = board.counts().seen().newestStartMillis();
        return newest == 0 ? Double.NaN : Math.max(0, clock.millis() - newest) / MILLIS;
    }
}

package io.meshtrial.events.emission;

import io.meshtrial.events.emission.EventCounts.Drop;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** The counts as meters: {@code meshtrial.events.produced}, {@code .sent}, {@code .dropped} by reason, {@code .waiting}. */
final class EventMetrics implements MeterBinder {

    private final EventEmitter emitter;

    EventMetrics(EventEmitter emitter) {
        this.emitter = emitter;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        EventCounts counts = emitter.counts();
        FunctionCounter.builder("meshtrial.events.produced", counts, EventCounts::produced)
                .description("Request events that requests made")
                .register(registry);
        FunctionCounter.builder("meshtrial.events.sent", counts, EventCounts::sent)
                .description("Request events that Kafka acknowledged")
                .register(registry);
        for (Drop reason : Drop.values()) {
            FunctionCounter.builder("meshtrial.events.dropped", counts, all -> all.dropped(reason))
                    .description("Request events that were given up")
                    .tag("reason", reason.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .register(registry);
        }
        Gauge.builder("meshtrial.events.waiting", emitter, EventEmitter::waiting)
                .description("Request events in the queue")
                .register(registry);
    }
}

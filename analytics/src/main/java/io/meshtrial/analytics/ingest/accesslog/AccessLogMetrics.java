package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.ingest.accesslog.EntryReading.Reason;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;

/** Counts of received access logs as metrics. */
final class AccessLogMetrics implements MeterBinder {

    private static final String PREFIX = "meshtrial.access.log.";

    private final AccessLogCounts counts;
    private final ProxyStatistics statistics;

    AccessLogMetrics(AccessLogCounts counts, ProxyStatistics statistics) {
        this.counts = counts;
        this.statistics = statistics;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Cause cause : Cause.values()) {
            FunctionCounter.builder(PREFIX + "requests", counts, c -> c.requests(cause))
                    .tag("cause", word(cause))
                    .register(registry);
        }
        for (Reason reason : Reason.values()) {
            FunctionCounter.builder(PREFIX + "passed.over", counts, c -> c.passedOver(reason))
                    .tag("reason", word(reason))
                    .register(registry);
        }
        counter(registry, "messages", AccessLogCounts::messages);
        counter(registry, "entries", AccessLogCounts::entries);
        counter(registry, "quarantined", AccessLogCounts::quarantinedEntries);
        counter(registry, "acknowledged", AccessLogCounts::acknowledgedRecords);
        counter(registry, "given.up", AccessLogCounts::givenUpRecords);
        counter(registry, "broken.streams", AccessLogCounts::brokenStreams);
        counter(registry, "estimated.lost", AccessLogCounts::estimatedLostEntries);
        Gauge.builder(PREFIX + "streams", counts, AccessLogCounts::openStreams).register(registry);
        proxies(registry, "proxy.written", ProxyCounters::written);
        proxies(registry, "proxy.dropped", ProxyCounters::dropped);
        proxies(registry, "proxy.answering", ProxyCounters::answering);
    }

    private void counter(MeterRegistry registry, String name, Count<AccessLogCounts> count) {
        FunctionCounter.builder(PREFIX + name, counts, count::of).register(registry);
    }

    private void proxies(MeterRegistry registry, String name, Count<ProxyCounters> count) {
        Gauge.builder(PREFIX + name, statistics, s -> count.of(s.latest())).register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private interface Count<T> {
        long of(T counted);
    }
}

package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.ingest.accesslog.EntryReading.Reason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this instance has received. Of the entries, each is exactly one of: acknowledged, passed over, quarantined, given
 * up, or still waiting for Kafka.
 */
final class AccessLogCounts {

    private final LongAdder messages = new LongAdder();
    private final LongAdder entries = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private final LongAdder brokenStreams = new LongAdder();
    private final LongAdder estimatedLost = new LongAdder();
    private final AtomicInteger openStreams = new AtomicInteger();
    private final Map<Cause, LongAdder> causes = new EnumMap<>(Cause.class);
    private final Map<Reason, LongAdder> passedOver = new EnumMap<>(Reason.class);
    private final Map<String, LongAdder> quarantined = new ConcurrentHashMap<>();

    AccessLogCounts() {
        for (Cause cause : Cause.values()) {
            causes.put(cause, new LongAdder());
        }
        for (Reason reason : Reason.values()) {
            passedOver.put(reason, new LongAdder());
        }
    }

    void message() {
        messages.increment();
    }

    void entry(EntryReading reading) {
        entries.increment();
        switch (reading) {
            case EntryReading.Request(var event, Cause cause) ->
                adder(causes, cause).increment();
            case EntryReading.PassedOver(Reason reason) ->
                adder(passedOver, reason).increment();
            case EntryReading.Quarantined(String reason, String detail) ->
                quarantined.computeIfAbsent(reason, none -> new LongAdder()).increment();
        }
    }

    void acknowledged() {
        acknowledged.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    void streamOpened() {
        openStreams.incrementAndGet();
    }

    void streamEnded() {
        openStreams.decrementAndGet();
    }

    void streamBroken() {
        brokenStreams.increment();
    }

    void estimatedLost(long count) {
        estimatedLost.add(count);
    }

    long messages() {
        return messages.sum();
    }

    long entries() {
        return entries.sum();
    }

    /** Records that Kafka has acknowledged: events and dead letters. */
    long acknowledgedRecords() {
        return acknowledged.sum();
    }

    /** Records that were not delivered before this instance stopped. */
    long givenUpRecords() {
        return givenUp.sum();
    }

    int openStreams() {
        return openStreams.get();
    }

    long brokenStreams() {
        return brokenStreams.sum();
    }

    /** Entries that broken streams are estimated to have cost. */
    long estimatedLostEntries() {
        return estimatedLost.sum();
    }

    long requests() {
        return causes.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long requests(Cause cause) {
        return adder(causes, cause).sum();
    }

    long passedOver(Reason reason) {
        return adder(passedOver, reason).sum();
    }

    long quarantinedEntries() {
        return quarantined.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long quarantinedEntries(String reason) {
        LongAdder adder = quarantined.get(reason);
        return adder == null ? 0 : adder.sum();
    }

    private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
        LongAdder adder = adders.get(key);
        if (adder == null) {
            throw new IllegalStateException("every " + key.getDeclaringClass() + " has a counter");
        }
        return adder;
    }
}

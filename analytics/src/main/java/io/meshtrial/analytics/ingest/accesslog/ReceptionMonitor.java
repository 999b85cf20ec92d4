package io.meshtrial.analytics.ingest.accesslog;

/** Looks at the receiving of access logs. */
public final class ReceptionMonitor {

    private final AccessLogCounts counts;
    private final ProxyStatistics statistics;

    ReceptionMonitor(AccessLogCounts counts, ProxyStatistics statistics) {
        this.counts = counts;
        this.statistics = statistics;
    }

    public Reception now() {
        return new Reception(
                counts.openStreams(),
                counts.entries(),
                counts.requests(),
                counts.quarantinedEntries(),
                counts.brokenStreams(),
                counts.estimatedLostEntries(),
                counts.givenUpRecords(),
                statistics.latest());
    }
}

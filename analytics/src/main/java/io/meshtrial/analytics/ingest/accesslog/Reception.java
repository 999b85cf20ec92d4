package io.meshtrial.analytics.ingest.accesslog;

/**
 * How the receiving of access logs goes in this instance, since its start.
 *
 * @param streams open now
 * @param entries received
 * @param requests of these, of an experiment
 * @param quarantined of these, sent to the dead letters
 * @param brokenStreams that ended without the proxy's saying so
 * @param estimatedLost entries that broken streams are estimated to have cost
 * @param givenUp records that Kafka did not take before a stop
 * @param proxies their own counters; none asked where no address is configured
 */
public record Reception(
        int streams,
        long entries,
        long requests,
        long quarantined,
        long brokenStreams,
        long estimatedLost,
        long givenUp,
        ProxyCounters proxies) {

    /** Whether every proxy that could be asked answers, and at least one sends its log to this instance. */
    public boolean isHeard() {
        return streams > 0 && proxies.answering() == proxies.asked();
    }

    /** Entries that never became events, as far as known: what proxies dropped by their own count, else the estimate. */
    public long lost() {
        return Math.max(proxies.dropped(), estimatedLost) + givenUp;
    }
}

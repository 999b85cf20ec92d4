package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.ingest.accesslog.ProxyCounters;
import io.meshtrial.analytics.ingest.accesslog.Reception;

/**
 * How the mesh's access logs arrive at this instance, over all experiments since its start.
 *
 * @param requests entries that belonged to an experiment
 * @param lost entries that never became events, as far as known
 * @param lostShare of those and the received ones
 * @param proxies what proxies count themselves; {@code answering} of {@code asked} could be asked
 */
public record AccessLogHealth(
        int streams,
        long entries,
        long requests,
        long quarantined,
        long brokenStreams,
        long lost,
        double lostShare,
        ProxyCounters proxies) {

    public static AccessLogHealth of(Reception reception) {
        return new AccessLogHealth(
                reception.streams(),
                reception.entries(),
                reception.requests(),
                reception.quarantined(),
                reception.brokenStreams(),
                reception.lost(),
                HealthAnswer.share(reception.lost(), reception.entries() + reception.lost()),
                reception.proxies());
    }
}

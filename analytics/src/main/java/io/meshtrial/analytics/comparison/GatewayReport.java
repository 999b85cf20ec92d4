package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Tally;
import java.util.SortedMap;

/**
 * An experiment's requests as the gateway saw them: its access log, whichever source the experiment has frozen. It alone
 * tells of requests that never reached the application. It is a witness beside application events, never added to them.
 *
 * @param traffic sorted by the same rules as the experiment's own events
 * @param newestMinute of the newest request, since the epoch; −1 when nothing was reported
 */
public record GatewayReport(Traffic traffic, long newestMinute) {

    /** For how long a gateway may be silent while the application is not, before the verdict is blind again. */
    private static final int PATIENCE_MINUTES = 2;

    /** What went wrong at one destination: of so many requests, so many with status 500 to 599 or no answer. */
    public record Failures(long requests, long failed) {

        /** NaN without requests. */
        public double share() {
            return requests == 0 ? Double.NaN : failed / (double) requests;
        }
    }

    /** @param accessLog the experiment's tallies of source {@code ACCESS_LOG} */
    public static GatewayReport of(Experiment experiment, ExperimentTallies accessLog) {
        long newest = accessLog.minutes().values().stream()
                .filter(minutes -> !minutes.isEmpty())
                .mapToLong(SortedMap::lastKey)
                .max()
                .orElse(-1);
        return new GatewayReport(TrafficSorter.sort(experiment, accessLog, Window.ALL), newest);
    }

    /**
     * Whether the gateway reports, so that an unreachable pod would show.
     *
     * @param applicationMinute of the newest event of the experiment's own source; the gateway may lag a little behind
     */
    public boolean isPresent(long applicationMinute) {
        return newestMinute >= 0 && newestMinute >= applicationMinute - PATIENCE_MINUTES;
    }

    /**
     * Whether the gateway, which has reported before, saw no request either after the application's newest event.
     *
     * @param applicationMinute of that event
     */
    public boolean isQuietSince(long applicationMinute) {
        return isPresent(applicationMinute) && newestMinute <= applicationMinute + 1;
    }

    /** Requests and failures at a variant's destination, over all randomised strata. */
    public Failures failures(String variant) {
        long requests = 0;
        long failed = 0;
        for (StratumTraffic stratum : traffic.compared()) {
            Tally arm = stratum.arm(variant);
            requests += arm.requests();
            failed += arm.errors();
        }
        return new Failures(requests, failed);
    }

    /** Failed requests without a known arm, of all; 0 without requests. */
    public double unattributedShare() {
        return traffic.unattributedShare();
    }
}

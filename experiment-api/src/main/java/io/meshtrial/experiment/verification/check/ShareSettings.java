package io.meshtrial.experiment.verification.check;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When observed shares are judged, and how strictly.
 *
 * @param level coverage of the interval of one look
 * @param tolerance how far beyond the interval a target may lie, as a fraction: scrapes and roundings do not agree to the
 *     last digit; never more than half of the target, or a version that nobody reaches would be within it
 * @param minimumRequests below which nothing is said
 * @param requestsPerUser by which the count is divided where users are assigned: their requests go the same way
 */
@ConfigurationProperties("meshtrial.verification.share")
public record ShareSettings(
        @DefaultValue("0.999") double level,
        @DefaultValue("0.005") double tolerance,
        @DefaultValue("200") int minimumRequests,
        @DefaultValue("20") double requestsPerUser) {

    /** Expected requests below which a share is not judged: the first requests of a new series are not seen. */
    private static final double FEWEST_EXPECTED = 10;

    public ShareSettings {
        if (!(level > 0.5 && level < 1)) {
            throw new IllegalArgumentException("meshtrial.verification.share.level lies between 0.5 and 1");
        }
        if (!(tolerance >= 0 && tolerance < 0.5)) {
            throw new IllegalArgumentException("meshtrial.verification.share.tolerance lies between 0 and 0.5");
        }
        if (minimumRequests < 1 || !(requestsPerUser >= 1)) {
            throw new IllegalArgumentException(
                    "meshtrial.verification.share: minimum-requests and requests-per-user are 1 or more");
        }
    }

    /** How far the share may lie from that target; what should get nothing may still get what was under way. */
    double toleranceAt(double target) {
        return target > 0 ? Math.min(tolerance, target / 2) : tolerance;
    }

    /**
     * Units from which on a share is judged: ten are expected, and none at all would be found out.
     *
     * @param target of the version, 0 where nothing is due
     */
    public double unitsFor(double target) {
        if (target <= 0 || target >= 1) {
            return minimumRequests;
        }
        double found = Intervals.draws(target - toleranceAt(target), level);
        return Math.max(minimumRequests, Math.max(FEWEST_EXPECTED / target, found));
    }
}

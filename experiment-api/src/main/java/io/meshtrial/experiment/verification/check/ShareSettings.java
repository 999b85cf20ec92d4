package io.meshtrial.experiment.verification.check;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When observed shares are judged, and how strictly.
 *
 * @param level coverage of the interval of one look
 * @param tolerance how far beyond the interval a target may lie, as a fraction: scrapes and roundings do not agree to the
 *     last digit
 * @param minimumRequests below which nothing is said
 * @param requestsPerUser by which the count is divided where users are assigned: their requests go the same way
 */
@ConfigurationProperties("meshtrial.verification.share")
public record ShareSettings(
        @DefaultValue("0.999") double level,
        @DefaultValue("0.005") double tolerance,
        @DefaultValue("200") int minimumRequests,
        @DefaultValue("20") double requestsPerUser) {

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
}

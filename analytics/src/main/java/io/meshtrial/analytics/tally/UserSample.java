package io.meshtrial.analytics.tally;

/**
 * Which units are kept: those whose hash lies below a threshold, which halves whenever the bound on their number is
 * reached. Units that leave are subtracted exactly, in all arms alike.
 *
 * @param share of the units that is kept, 2⁻ʰ; of several partitions the smallest
 * @param units that are held, once for each stratum they were seen in
 */
public record UserSample(double share, long units) {

    public static final UserSample WHOLE = new UserSample(1, 0);

    UserSample plus(UserSample other) {
        return new UserSample(Math.min(share, other.share), units + other.units);
    }
}

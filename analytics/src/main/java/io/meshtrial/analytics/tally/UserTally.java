package io.meshtrial.analytics.tally;

/**
 * What the units of one {@link UserCell} add up to over all time; bots are in none of it. A request that another version
 * than the variant's served assigns its unit all the same, and adds nothing to an outcome. Only units within the sampling share ({@link UserSample}) are in the sums; what is
 * counted in requests is counted of all units.
 *
 * @param returned units that came back with the experiment's cookie
 * @param drawnOnly units that were drawn and have not been seen with the cookie: clients without cookies, each of whose
 *     requests is a unit of its own, and visitors who have not come back
 * @param outside requests of units whose draw was no longer the rule's current one: traffic, in no comparison
 * @param withoutId requests with neither cookie nor request id, so without a unit
 * @param beyondCap requests left out because their unit had {@link #MAX_REQUESTS} in the stratum already
 */
public record UserTally(UserSums returned, UserSums drawnOnly, long outside, long withoutId, long beyondCap) {

    /** Requests of one unit in one stratum that enter the sums. */
    public static final int MAX_REQUESTS = 1_000;

    public static final UserTally ZERO = new UserTally(UserSums.ZERO, UserSums.ZERO, 0, 0, 0);

    /** Every unit by its first assignment, whether or not it came back. */
    public UserSums all() {
        return returned.plus(drawnOnly);
    }

    public UserTally plus(UserTally other) {
        return new UserTally(
                returned.plus(other.returned),
                drawnOnly.plus(other.drawnOnly),
                outside + other.outside,
                withoutId + other.withoutId,
                beyondCap + other.beyondCap);
    }

    public UserTally minus(UserTally other) {
        return new UserTally(
                returned.minus(other.returned),
                drawnOnly.minus(other.drawnOnly),
                outside - other.outside,
                withoutId - other.withoutId,
                beyondCap - other.beyondCap);
    }
}

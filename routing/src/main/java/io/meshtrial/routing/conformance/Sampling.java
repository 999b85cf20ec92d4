package io.meshtrial.routing.conformance;

/** Whether a count may be a random sample. Recorded counts are a sanity check; weights are compared exactly. */
final class Sampling {

    /** Standard deviations; beyond 6 lies about one sample in 500 million. */
    private static final double WIDTH = 6;

    private Sampling() {}

    static boolean isPlausible(long count, long draws, double share) {
        return isPlausible(count, draws, share, 1);
    }

    /** @param together how many draws at most fall alike, as all requests of one client may */
    static boolean isPlausible(long count, long draws, double share, double together) {
        if (share <= 0) {
            return count == 0;
        }
        if (share >= 1) {
            return count == draws;
        }
        double deviation = Math.sqrt(draws * share * (1 - share) * together);
        return Math.abs(count - draws * share) <= WIDTH * deviation + 1;
    }
}

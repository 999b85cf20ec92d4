package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.UserTally;
import java.util.SortedMap;
import java.util.TreeMap;

/** One arm's simulated users on their way into a {@link UserTally}: ratios whose sums grow as users come back. */
final class UserArm {

    private final String[] metrics;
    private final long[] s;
    private final long[] n;
    private final long[] ss;
    private final long[] sn;
    private final long[] nn;
    private final long[] units;
    private long users;
    private long failed;
    private long requests;

    UserArm(String... metrics) {
        this.metrics = metrics;
        int size = metrics.length;
        s = new long[size];
        n = new long[size];
        ss = new long[size];
        sn = new long[size];
        nn = new long[size];
        units = new long[size];
    }

    void addUser() {
        users++;
    }

    void addFailedUser() {
        failed++;
    }

    void addRequest() {
        requests++;
    }

    /** A user's S and N of a metric grew by these amounts. */
    void grow(int metric, long beforeS, long beforeN, long moreS, long moreN) {
        long afterS = beforeS + moreS;
        long afterN = beforeN + moreN;
        units[metric] += beforeN == 0 && afterN > 0 ? 1 : 0;
        s[metric] += moreS;
        n[metric] += moreN;
        ss[metric] += afterS * afterS - beforeS * beforeS;
        sn[metric] += afterS * afterN - beforeS * beforeN;
        nn[metric] += afterN * afterN - beforeN * beforeN;
    }

    UserTally toTally() {
        SortedMap<String, RatioSums> sums = new TreeMap<>();
        for (int i = 0; i < metrics.length; i++) {
            sums.put(
                    metrics[i],
                    new RatioSums(
                            units[i],
                            Int128.of(s[i]),
                            Int128.of(n[i]),
                            Int128.of(ss[i]),
                            Int128.of(sn[i]),
                            Int128.of(nn[i])));
        }
        return new UserTally(new UserSums(users, failed, 0, requests, sums), UserSums.ZERO, 0, 0, 0);
    }
}

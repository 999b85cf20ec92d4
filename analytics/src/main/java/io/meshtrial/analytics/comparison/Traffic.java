package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserTally;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An experiment's tallies, sorted by what may be compared.
 *
 * @param compared randomised strata, oldest drawing revision first
 * @param described strata of targeted rules
 * @param late requests appended more than a minute after they began
 */
public record Traffic(List<StratumTraffic> compared, List<StratumTraffic> described, LeftOut leftOut, long late) {

    public Traffic {
        compared = List.copyOf(compared);
        described = List.copyOf(described);
    }

    /** Requests in the comparison. */
    public long requests() {
        return compared.stream()
                .flatMap(stratum -> stratum.arms().values().stream())
                .mapToLong(Tally::requests)
                .sum();
    }

    /** Units in the comparison, each by its first assignment. */
    public long units(RandomisationUnit unit) {
        return unit == RandomisationUnit.REQUEST ? requests() : users().all().units();
    }

    /** Failed requests without a known arm, of all of the experiment; 0 without requests. */
    public double unattributedShare() {
        long all = requests() + leftOut.targeted() + leftOut.unattributedFailures() + leftOut.unassigned();
        return all == 0 ? 0 : leftOut.unattributedFailures() / (double) all;
    }

    public long requestsOf(String variant) {
        return compared.stream().mapToLong(s -> s.arm(variant).requests()).sum();
    }

    public List<ArmPair> pairs(String control, String treatment) {
        return compared.stream()
                .filter(stratum -> stratum.separates(control, treatment))
                .map(stratum -> stratum.pair(control, treatment))
                .toList();
    }

    /** Control and treatment in each stratum that draws users. */
    List<UserPair> userPairs(String control, String treatment) {
        return compared.stream()
                .filter(stratum -> stratum.drawsUsers() && stratum.separates(control, treatment))
                .map(stratum -> stratum.userPair(control, treatment))
                .toList();
    }

    /** What the users of the randomised strata add up to, over all arms. */
    public UserTally users() {
        return compared.stream()
                .flatMap(stratum -> stratum.users().values().stream())
                .reduce(UserTally.ZERO, UserTally::plus);
    }

    /** A variant's minutes over all compared strata. */
    public SortedMap<Long, Tally> minutesOf(String variant) {
        SortedMap<Long, Tally> sums = new TreeMap<>();
        for (StratumTraffic stratum : compared) {
            stratum.minutesOf(variant).forEach((minute, tally) -> sums.merge(minute, tally, Tally::plus));
        }
        return sums;
    }
}

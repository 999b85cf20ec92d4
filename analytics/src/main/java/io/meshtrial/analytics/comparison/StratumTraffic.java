package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserTally;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one stratum brought.
 *
 * @param shares by variant, with which its units were drawn
 * @param arms by variant: requests served by the variant's own version
 * @param assigned units by their first assignment, whatever served them; requests where requests are assigned
 * @param minutes of {@code arms}, by variant and minute since the epoch
 * @param users by the variant of their first assignment; empty where requests are assigned
 */
public record StratumTraffic(
        Stratum stratum,
        RuleAllocation allocation,
        Map<String, Double> shares,
        Map<String, Tally> arms,
        Map<String, Long> assigned,
        Map<String, SortedMap<Long, Tally>> minutes,
        Map<String, UserTally> users) {

    public StratumTraffic {
        shares = Map.copyOf(shares);
        arms = Map.copyOf(arms);
        assigned = Map.copyOf(assigned);
        minutes = Map.copyOf(minutes);
        users = Map.copyOf(users);
    }

    /** The variant's share of the stratum's units, within [0, 1]. */
    public double share(String variant) {
        return shares.getOrDefault(variant, 0.0);
    }

    public Tally arm(String variant) {
        return arms.getOrDefault(variant, Tally.ZERO);
    }

    public UserTally usersOf(String variant) {
        return users.getOrDefault(variant, UserTally.ZERO);
    }

    public SortedMap<Long, Tally> minutesOf(String variant) {
        return minutes.getOrDefault(variant, Collections.unmodifiableSortedMap(new TreeMap<>()));
    }

    /** Control against one treatment, where both have a share. */
    boolean separates(String control, String treatment) {
        return share(control) > 0 && share(treatment) > 0;
    }

    boolean drawsUsers() {
        return allocation.unit() == RandomisationUnit.USER;
    }

    ArmPair pair(String control, String treatment) {
        return new ArmPair(stratum, arm(control), arm(treatment), treatmentShare(control, treatment));
    }

    UserPair userPair(String control, String treatment) {
        return new UserPair(
                stratum, usersOf(control).all(), usersOf(treatment).all(), treatmentShare(control, treatment));
    }

    private double treatmentShare(String control, String treatment) {
        return share(treatment) / (share(treatment) + share(control));
    }
}

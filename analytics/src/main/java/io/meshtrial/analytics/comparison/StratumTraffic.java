package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one stratum brought.
 *
 * @param arms by variant: requests served by the variant's own version
 * @param assigned requests by variant that was assigned, whatever served them
 * @param minutes of {@code arms}, by variant and minute since the epoch
 */
public record StratumTraffic(
        Stratum stratum,
        RuleAllocation allocation,
        Map<String, Tally> arms,
        Map<String, Long> assigned,
        Map<String, SortedMap<Long, Tally>> minutes) {

    public StratumTraffic {
        arms = Map.copyOf(arms);
        assigned = Map.copyOf(assigned);
        minutes = Map.copyOf(minutes);
    }

    public Tally arm(String variant) {
        return arms.getOrDefault(variant, Tally.ZERO);
    }

    public SortedMap<Long, Tally> minutesOf(String variant) {
        return minutes.getOrDefault(variant, Collections.unmodifiableSortedMap(new TreeMap<>()));
    }

    /** Control against one treatment, where both have a share. */
    boolean separates(String control, String treatment) {
        return allocation.share(control) > 0 && allocation.share(treatment) > 0;
    }

    ArmPair pair(String control, String treatment) {
        double share = allocation.share(treatment);
        return new ArmPair(stratum, arm(control), arm(treatment), share / (share + allocation.share(control)));
    }
}

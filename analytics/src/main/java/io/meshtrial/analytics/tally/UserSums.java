package io.meshtrial.analytics.tally;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * Sums over units, each counted once, however often it came.
 *
 * @param units by their first assignment in the stratum
 * @param errorUnits of these, units with at least one request in error
 * @param crossovers of these, units that were later assigned to another variant in the same stratum
 * @param requests of these units, at most {@link UserTally#MAX_REQUESTS} each
 * @param metrics by name of the plan's metric; one that no unit has measured yet is missing
 */
public record UserSums(
        long units, long errorUnits, long crossovers, long requests, SortedMap<String, RatioSums> metrics) {

    public static final UserSums ZERO = new UserSums(0, 0, 0, 0, new TreeMap<>());

    public UserSums {
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** The sums of a metric of the plan; zero when no unit has measured it. */
    public RatioSums metric(String name) {
        return metrics.getOrDefault(name, RatioSums.ZERO);
    }

    public UserSums plus(UserSums other) {
        return new UserSums(
                units + other.units,
                errorUnits + other.errorUnits,
                crossovers + other.crossovers,
                requests + other.requests,
                combine(other, RatioSums::plus));
    }

    public UserSums minus(UserSums other) {
        return new UserSums(
                units - other.units,
                errorUnits - other.errorUnits,
                crossovers - other.crossovers,
                requests - other.requests,
                combine(other, RatioSums::minus));
    }

    private SortedMap<String, RatioSums> combine(UserSums other, BinaryOperator<RatioSums> operator) {
        SortedMap<String, RatioSums> combined = new TreeMap<>(metrics);
        other.metrics.forEach((name, sums) -> {
            RatioSums result = operator.apply(combined.getOrDefault(name, RatioSums.ZERO), sums);
            if (result.equals(RatioSums.ZERO)) {
                combined.remove(name);
            } else {
                combined.put(name, result);
            }
        });
        return combined;
    }
}

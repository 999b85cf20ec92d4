package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Values of each arm, strata weighted alike in both, so that they differ as the comparison says. */
final class Readings {

    private final Metric metric;
    private final List<ArmPair> strata;

    Readings(Metric metric, List<ArmPair> strata) {
        this.metric = metric;
        this.strata = strata;
    }

    Reading control() {
        return reading(ArmPair::control);
    }

    Reading treatment() {
        return reading(ArmPair::treatment);
    }

    private Reading reading(java.util.function.Function<ArmPair, Tally> arm) {
        long units =
                strata.stream().mapToLong(pair -> arm.apply(pair).requests()).sum();
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE -> weighted(arm, units, Tally::requests, Tally::errors);
            case LATENCY_MEAN ->
                weighted(arm, units, Tally::requests, t -> t.durationSum().toDouble());
            case VALUE_SHARE -> weighted(arm, units, t -> value(t).count(), t -> value(t).found());
            case VALUE_MEAN ->
                weighted(arm, units, t -> value(t).count(), t -> value(t).sum().toDouble() / ValueSums.SCALE);
            case LATENCY_QUANTILE -> quantile(arm, units);
            case REQUESTS_PER_UNIT -> new Reading(null, units, units);
        };
    }

    private ValueSums value(Tally tally) {
        return tally.value(Objects.requireNonNull(metric.value()));
    }

    private Reading weighted(
            java.util.function.Function<ArmPair, Tally> arm,
            long units,
            ToLongFunction<Tally> count,
            ToDoubleFunction<Tally> sum) {
        double weights = 0;
        double weighted = 0;
        long events = 0;
        for (ArmPair pair : strata) {
            long control = count.applyAsLong(pair.control());
            long treatment = count.applyAsLong(pair.treatment());
            long n = count.applyAsLong(arm.apply(pair));
            events += n;
            if (control > 0 && treatment > 0) {
                double weight = treatment / (1 + (double) treatment / control);
                weights += weight;
                weighted += weight * sum.applyAsDouble(arm.apply(pair)) / n;
            }
        }
        return new Reading(weights > 0 ? weighted / weights : Double.NaN, units, events);
    }

    /** The newest stratum's quantile: pooled over a ramp, a quantile misleads. */
    private Reading quantile(java.util.function.Function<ArmPair, Tally> arm, long units) {
        if (strata.isEmpty()) {
            return new Reading(null, 0, 0);
        }
        Tally newest = arm.apply(strata.getLast());
        double value = newest.requests() == 0
                ? Double.NaN
                : new LatencySample(newest, Long.MAX_VALUE).quantile(Objects.requireNonNull(metric.quantile()));
        return new Reading(value, units, newest.requests());
    }
}

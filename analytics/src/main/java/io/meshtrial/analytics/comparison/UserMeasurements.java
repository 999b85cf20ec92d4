package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.rate.RateStratum;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Metrics of one treatment whose units are users: ratios of sums over users, on the information clock. */
final class UserMeasurements {

    private final String treatment;
    private final List<UserPair> strata;
    private final Levels levels;
    private final InformationClocks clocks;

    UserMeasurements(String treatment, List<UserPair> strata, Levels levels, InformationClocks clocks) {
        this.treatment = treatment;
        this.strata = strata;
        this.levels = levels;
        this.clocks = clocks;
    }

    Measurement of(Metric metric) {
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE ->
                new UserErrorRate(new ErrorRate(affected(), levels), means(sums(metric), 1));
            case LATENCY_QUANTILE -> quantile(metric);
            case LATENCY_MEAN, VALUE_SHARE, REQUESTS_PER_UNIT -> means(metric.name(), 1);
            case VALUE_MEAN -> means(metric.name(), ValueSums.SCALE);
        };
    }

    /** Each arm's ratio, strata weighted alike in both as the comparison weighs them. */
    Reading reading(Metric metric, Function<UserPair, UserSums> arm) {
        String name = sums(metric);
        double scale = metric.kind() == MetricKind.VALUE_MEAN ? ValueSums.SCALE : 1;
        double weights = 0;
        double weighted = 0;
        long units = 0;
        long events = 0;
        for (UserPair pair : strata) {
            RatioSums own = arm.apply(pair).metric(name);
            double control = pair.control().metric(name).units();
            double treated = pair.treatment().metric(name).units();
            units += arm.apply(pair).units();
            events += (long) own.n().toDouble();
            if (control > 0 && treated > 0) {
                double weight = treated / (1 + treated / control);
                weights += weight;
                weighted += weight * own.s().toDouble() / scale / own.n().toDouble();
            }
        }
        return new Reading(weights > 0 ? weighted / weights : Double.NaN, units, events);
    }

    /** Name of the sums that hold a metric's value. */
    private static String sums(Metric metric) {
        return switch (metric.kind()) {
            case LATENCY_QUANTILE -> LatencyLadder.rung(metric, LatencyLadder.BASE);
            case GATEWAY_ERROR_RATE -> io.meshtrial.analytics.tally.Measurement.GATEWAY_ERRORS;
            default -> metric.name();
        };
    }

    private List<RateStratum> affected() {
        return strata.stream()
                .map(pair -> new RateStratum(
                        pair.treatment().errorUnits(), pair.control().errorUnits(), pair.treatmentShare()))
                .toList();
    }

    private Means means(String name, double scale) {
        return new Means(strata(name, name, scale), levels, clock(name), "users");
    }

    private Measurement quantile(Metric metric) {
        List<Double> factors = LatencyLadder.factors(metric);
        String base = LatencyLadder.rung(metric, LatencyLadder.BASE);
        boolean counted =
                strata.stream().anyMatch(pair -> pair.control().metric(base).units() > 0);
        if (!counted) {
            return Measurement.none(null, Silence.THRESHOLD_NOT_FROZEN);
        }
        List<String> names = IntStream.range(0, factors.size())
                .mapToObj(number -> LatencyLadder.rung(metric, number))
                .toList();
        return new UserLatencyQuantile(
                factors,
                names.stream().map(name -> strata(base, name, 1)).toList(),
                names.stream().map(this::clock).toList(),
                levels);
    }

    private ProgressClock clock(String name) {
        return clocks.of(name, treatment, levels.plannedInformation());
    }

    private List<Stratum> strata(String ofControl, String ofTreatment, double scale) {
        List<Stratum> usable = new ArrayList<>();
        for (UserPair pair : strata) {
            UserPair.summary(pair.control().metric(ofControl), scale)
                    .flatMap(control -> UserPair.summary(pair.treatment().metric(ofTreatment), scale)
                            .map(treated -> new Stratum(control, treated)))
                    .toOptional()
                    .ifPresent(usable::add);
        }
        return usable;
    }
}

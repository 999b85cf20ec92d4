package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.Plain.Arm;
import io.meshtrial.analytics.dashboard.Plain.Means;
import io.meshtrial.analytics.dashboard.Plain.Rates;
import io.meshtrial.analytics.tally.LatencyBuckets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoublePredicate;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One metric of one treatment by plain code. NaN stands for what cannot be said.
 *
 * @param ratio treatment over control with its interval
 * @param difference in the metric's unit with its interval; null where the shown one follows from the ratio
 * @param bounds one-sided: at least, at most
 * @param logE for "greater" and for "less"
 * @param growth by the margin: at how many times the present data the bound is expected below it
 */
record Recomputed(
        double[] ratio, double @Nullable [] difference, double[] bounds, double[] logE, OptionalDouble growth) {

    private static final double SHOWN = 0.05;
    private static final double HORIZON = 10_000;

    /** @param alpha level of each one-sided bound */
    private record Levels(double alpha, double harm) {}

    static Recomputed of(Carried carried, JsonNode metric, JsonNode strata, String treatment) {
        double arms = carried.answer().at("/method/plannedShares").size();
        Levels levels = new Levels(
                carried.plan().at("/alphaNoHarm").asDouble() / arms,
                carried.plan().at("/alphaHarm").asDouble());
        boolean lower = Carried.text(metric, "direction").equals("LOWER_IS_BETTER");
        double margin = metric.at("/margin").isNumber() ? metric.at("/margin").asDouble() : Double.NaN;
        double atMargin = lower ? 1 + margin : 1 - margin;
        String name = Carried.text(metric, "metric");
        return switch (Carried.text(metric, "kind")) {
            case "ERROR_RATE", "GATEWAY_ERROR_RATE" -> {
                Recomputed rates = rates(carried.errors(strata, treatment), levels, atMargin);
                yield carried.ofUsers()
                        ? rates.with(means(carried, metric, strata, treatment, levels, atMargin).difference)
                        : rates;
            }
            case "LATENCY_QUANTILE" ->
                carried.ofUsers()
                        ? rungs(carried, metric, strata, treatment, levels)
                        : quantile(carried, name, strata, treatment, levels, atMargin);
            default -> means(carried, metric, strata, treatment, levels, atMargin);
        };
    }

    private Recomputed with(double @Nullable [] other) {
        return new Recomputed(ratio, other, bounds, logE, growth);
    }

    private static Recomputed rates(List<double[]> strata, Levels levels, double atMargin) {
        Rates rates = new Rates(strata);
        double estimate = rates.estimate();
        return new Recomputed(
                new double[] {estimate, rates.interval(SHOWN, -1), rates.interval(SHOWN, 1)},
                null,
                new double[] {rates.bound(levels.alpha, -1), rates.bound(levels.alpha, 1)},
                new double[] {rates.logGreater(0), rates.logLess(0)},
                growth(strata, estimate, atMargin, levels.alpha));
    }

    /** Errors go on as so far, with the newest stratum's share and the estimated ratio. */
    private static OptionalDouble growth(List<double[]> strata, double estimate, double atMargin, double alpha) {
        double errors = strata.stream().mapToDouble(s -> s[0] + s[1]).sum();
        double share = strata.getLast()[2];
        double treated = errors * share * estimate / (1 - share + share * estimate);
        DoublePredicate passed = time -> {
            List<double[]> then = new ArrayList<>(strata);
            then.add(new double[] {Math.round(treated * time), Math.round((errors - treated) * time), share});
            return new Rates(then).logLess(Math.log(atMargin)) >= -Math.log(alpha);
        };
        return estimate < atMargin && passed.test(HORIZON)
                ? OptionalDouble.of(1 + Plain.bisect(0, HORIZON, passed))
                : OptionalDouble.empty();
    }

    private static Recomputed means(
            Carried carried, JsonNode metric, JsonNode strata, String treatment, Levels levels, double atMargin) {
        Means means = Means.of(carried.pairs(strata, treatment, arm -> carried.summary(metric, arm)));
        double progress = carried.progress(Carried.text(metric, "metric"), treatment, means.information());
        double half = means.error(1) * Plain.twoSided(progress, SHOWN);
        return new Recomputed(
                new double[] {
                    means.ratio(), means.ratioBound(progress, SHOWN / 2, -1), means.ratioBound(progress, SHOWN / 2, 1)
                },
                new double[] {means.contrast(1), means.contrast(1) - half, means.contrast(1) + half},
                new double[] {means.ratioBound(progress, levels.alpha, -1), means.ratioBound(progress, levels.alpha, 1)
                },
                evidence(means, progress, levels),
                growth(means, atMargin, progress, levels.alpha));
    }

    private static double[] evidence(Means means, double progress, Levels levels) {
        double z = means.contrast(1) / means.error(1);
        return new double[] {Plain.logE(z, progress, levels.harm), Plain.logE(-z, progress, levels.harm)};
    }

    private static OptionalDouble growth(Means means, double factor, double progress, double alpha) {
        double contrast = means.contrast(factor);
        double error = means.error(factor);
        DoublePredicate passed = time -> {
            double then = progress * (1 + time);
            return Math.abs(contrast) > error / Math.sqrt(1 + time) * Plain.oneSided(then, alpha);
        };
        boolean good = factor > 1 ? contrast < 0 : contrast > 0;
        return good && passed.test(HORIZON)
                ? OptionalDouble.of(1 + Plain.bisect(0, HORIZON, passed))
                : OptionalDouble.empty();
    }

    /** Shares above f·q in treatment against above q in control, over the bucket edges f·q. */
    private static Recomputed quantile(
            Carried carried, String name, JsonNode strata, String treatment, Levels levels, double atMargin) {
        long threshold = carried.threshold(name);
        int lowest = LatencyBuckets.indexOf(threshold / 16);
        int highest = LatencyBuckets.indexOf(threshold * 16);
        Map<Integer, Means> known = new HashMap<>();
        IntFunction<Means> at = bucket -> known.computeIfAbsent(
                bucket,
                edge -> Means.of(carried.pairs(
                        strata,
                        treatment,
                        arm -> share(arm, name, threshold),
                        arm -> share(arm, name, LatencyBuckets.lowerEdge(edge)))));
        ToDoubleFunction<Means> progress = means -> carried.progress(name, treatment, means.information());
        Means same = at.apply(LatencyBuckets.indexOf(threshold));
        return new Recomputed(
                new double[] {
                    crossing(at, lowest, highest, threshold),
                    edge(at, progress, SHOWN / 2, lowest, highest, -1) / threshold,
                    edge(at, progress, SHOWN / 2, lowest, highest, 1) / threshold
                },
                null,
                new double[] {
                    edge(at, progress, levels.alpha, lowest, highest, -1) / threshold,
                    edge(at, progress, levels.alpha, lowest, highest, 1) / threshold
                },
                evidence(same, progress.applyAsDouble(same), levels),
                growthAt(at.apply(LatencyBuckets.indexOf((long) (threshold * atMargin))), progress, atMargin, levels));
    }

    /** At an edge the margin is in the threshold: the contrast is one of equal factors. */
    private static OptionalDouble growthAt(
            Means means, ToDoubleFunction<Means> progress, double atMargin, Levels levels) {
        boolean good = atMargin > 1 ? means.contrast(1) < 0 : means.contrast(1) > 0;
        return good ? growthOf(means, progress.applyAsDouble(means), levels.alpha) : OptionalDouble.empty();
    }

    private static OptionalDouble growthOf(Means means, double progress, double alpha) {
        double gap = Math.abs(means.contrast(1)) / means.error(1);
        DoublePredicate passed = time -> gap * Math.sqrt(1 + time) > Plain.oneSided(progress * (1 + time), alpha);
        return passed.test(HORIZON) ? OptionalDouble.of(1 + Plain.bisect(0, HORIZON, passed)) : OptionalDouble.empty();
    }

    private static Optional<Arm> share(JsonNode arm, String name, long edge) {
        double requests = Carried.above(arm, name, Long.MIN_VALUE);
        return requests == 0 ? Optional.empty() : Optional.of(Arm.ofShare(Carried.above(arm, name, edge), requests));
    }

    private static double crossing(IntFunction<Means> at, int lowest, int highest, long threshold) {
        for (int bucket = lowest; bucket <= highest; bucket++) {
            double after = at.apply(bucket).contrast(1);
            if (after <= 0) {
                double high = LatencyBuckets.lowerEdge(bucket);
                double low = LatencyBuckets.lowerEdge(bucket - 1);
                double before = at.apply(bucket - 1).contrast(1);
                return (low + before / (before - after) * (high - low)) / threshold;
            }
        }
        return Double.NaN;
    }

    /** Above (1): the first edge that treatment is proven below; below (−1): the last one that it is proven above. */
    private static double edge(
            IntFunction<Means> at, ToDoubleFunction<Means> progress, double alpha, int lowest, int highest, int side) {
        double last = Double.NaN;
        for (int bucket = lowest; bucket <= highest; bucket++) {
            Means means = at.apply(bucket);
            double half = means.error(1) * Plain.oneSided(progress.applyAsDouble(means), alpha);
            if (side > 0 && means.contrast(1) + half < 0) {
                return LatencyBuckets.lowerEdge(bucket);
            }
            if (side < 0 && !(means.contrast(1) - half > 0)) {
                return last;
            }
            last = LatencyBuckets.lowerEdge(bucket);
        }
        return side > 0 ? Double.NaN : last;
    }

    /** Under users: five edges, whose sums are named after the metric. */
    private static Recomputed rungs(
            Carried carried, JsonNode metric, JsonNode strata, String treatment, Levels levels) {
        String name = Carried.text(metric, "metric");
        double margin = metric.at("/margin").isNumber() ? metric.at("/margin").asDouble() : 0.05;
        double[] factors = {Math.max(0.5, 1 - margin), 1, 1 + margin / 2, 1 + margin, 1 + 3 * margin};
        IntFunction<Means> at = rung -> Means.of(carried.pairs(
                strata,
                treatment,
                arm -> carried.users(name + "/1", 1, arm),
                arm -> carried.users(name + "/" + rung, 1, arm)));
        IntFunction<Double> progress = rung ->
                carried.progress(name + "/" + rung, treatment, at.apply(rung).information());
        return new Recomputed(
                new double[] {
                    crossing(at, factors),
                    rung(at, progress, factors, SHOWN / 2, -1),
                    rung(at, progress, factors, SHOWN / 2, 1)
                },
                null,
                new double[] {
                    rung(at, progress, factors, levels.alpha, -1), rung(at, progress, factors, levels.alpha, 1)
                },
                evidence(at.apply(1), progress.apply(1), levels),
                at.apply(3).contrast(1) < 0
                        ? growthOf(at.apply(3), progress.apply(3), levels.alpha)
                        : OptionalDouble.empty());
    }

    private static double crossing(IntFunction<Means> at, double[] factors) {
        for (int rung = 0; rung < factors.length; rung++) {
            double after = at.apply(rung).contrast(1);
            if (after <= 0) {
                double before = rung == 0 ? Double.NaN : at.apply(rung - 1).contrast(1);
                // Below the first rung nothing is known but that it is below.
                return rung == 0
                        ? after == 0 ? factors[0] : Double.NaN
                        : factors[rung - 1] + (factors[rung] - factors[rung - 1]) * before / (before - after);
            }
        }
        return Double.NaN;
    }

    private static double rung(
            IntFunction<Means> at, IntFunction<Double> progress, double[] factors, double alpha, int side) {
        double last = Double.NaN;
        for (int rung = 0; rung < factors.length; rung++) {
            Means means = at.apply(rung);
            double half = means.error(1) * Plain.oneSided(progress.apply(rung), alpha);
            if (side > 0 && means.contrast(1) + half < 0) {
                return factors[rung];
            }
            if (side < 0 && means.contrast(1) - half > 0) {
                // An edge may lie a bucket, 1/64 of itself, below what the factor says; control's own is exact.
                last = rung == 1 ? 1 : factors[rung] / (1 + 1 / 64.0);
            }
        }
        return last;
    }
}

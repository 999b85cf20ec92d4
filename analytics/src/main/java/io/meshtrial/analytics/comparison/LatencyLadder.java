package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.LatencyBuckets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What is counted for each user of a latency quantile: how many requests took at least f·q, for five factors f around the
 * margin. A histogram for each user would cost a hundred times as much, and the margin needs no more.
 */
public final class LatencyLadder {

    /** The rung whose factor is 1: control's own threshold. */
    public static final int BASE = 1;

    private static final double USUAL_MARGIN = 0.05;

    /** Far more than a product of a latency errs, far less than a microsecond. */
    private static final double ROUNDING = 1e-6;

    private LatencyLadder() {}

    /** The factors of a metric, ascending; the margin is one of them. */
    static List<Double> factors(Metric metric) {
        double margin = Objects.requireNonNullElse(metric.margin(), USUAL_MARGIN);
        return List.of(Math.max(0.5, 1 - margin), 1.0, 1 + margin / 2, 1 + margin, 1 + 3 * margin);
    }

    /**
     * Bucket edges at the factors or just below, microseconds: what is proven to lie below such an edge lies below the
     * factor.
     */
    public static List<Long> edges(Metric metric, long thresholdMicros) {
        return factors(metric).stream()
                .map(factor -> LatencyBuckets.lowerEdge(bucketAt(thresholdMicros * factor)))
                .toList();
    }

    /** The bucket of a latency that was calculated: one that rounding left just below a whole number counts as that number. */
    public static int bucketAt(double micros) {
        return LatencyBuckets.indexOf((long) (micros + ROUNDING));
    }

    /** Name under which a rung's sums are kept. */
    public static String rung(Metric metric, int number) {
        return metric.name() + "/" + number;
    }

    /** The metrics whose sums over users are kept: a plan's, with the rungs in place of each latency quantile. */
    public static List<Metric> measured(List<Metric> metrics) {
        List<Metric> measured = new ArrayList<>();
        for (Metric metric : metrics) {
            if (metric.kind() != MetricKind.LATENCY_QUANTILE) {
                measured.add(metric);
                continue;
            }
            for (int number = 0; number < factors(metric).size(); number++) {
                measured.add(metric.named(rung(metric, number)));
            }
        }
        return measured;
    }
}

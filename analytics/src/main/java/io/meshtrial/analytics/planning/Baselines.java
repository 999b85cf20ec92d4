package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.statistics.mean.ArmSummary;
import java.util.Objects;
import java.util.Optional;

/** Control's baseline on a metric, from its requests. */
public final class Baselines {

    private Baselines() {}

    /**
     * As observed, or at the value that the question gives.
     *
     * @param control all of control's requests; without any, only a rate or a share that the question gives is known
     */
    public static Optional<Baseline> of(Question question, Tally control) {
        Metric metric = question.metric();
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE ->
                value(question, control.errors(), control.requests()).map(base -> rate(base, question));
            case VALUE_SHARE -> {
                ValueSums sums = control.value(Objects.requireNonNull(metric.value()));
                yield value(question, sums.found(), sums.count()).map(base -> share(base, question));
            }
            case LATENCY_QUANTILE -> quantile(question, control);
            case LATENCY_MEAN ->
                mean(
                        question,
                        ArmSummary.ofSums(
                                        control.requests(),
                                        control.durationSum().toDouble(),
                                        control.durationSquares().toDouble())
                                .toOptional());
            case VALUE_MEAN -> {
                ValueSums sums = control.value(Objects.requireNonNull(metric.value()));
                yield mean(
                        question,
                        ArmSummary.ofSums(
                                        sums.count(),
                                        sums.sum().toDouble() / ValueSums.SCALE,
                                        sums.squares().toDouble() / (ValueSums.SCALE * ValueSums.SCALE))
                                .toOptional());
            }
            case REQUESTS_PER_UNIT -> Optional.empty();
        };
    }

    private static Optional<Double> value(Question question, long count, long of) {
        if (question.baseline() != null) {
            return Optional.of(question.baseline());
        }
        return count == 0 ? Optional.empty() : Optional.of(count / (double) of);
    }

    private static Baseline rate(double base, Question question) {
        return new Baseline.Rate(base, base * (1 + question.relativeChange()));
    }

    private static Baseline share(double base, Question question) {
        double changed = base * (1 + question.relativeChange());
        return new Baseline.Share(base, changed, base, changed);
    }

    private static Optional<Baseline> mean(Question question, Optional<ArmSummary> observed) {
        return observed.filter(arm -> arm.mean() > 0 && arm.variance() > 0).map(arm -> {
            double base = Objects.requireNonNullElse(question.baseline(), arm.mean());
            double deviation = Math.sqrt(arm.variance()) * base / arm.mean();
            return new Baseline.Mean(base, base * (1 + question.relativeChange()), deviation);
        });
    }

    /** A latency longer by a factor f puts above the quantile what lay above the quantile over f. */
    private static Optional<Baseline> quantile(Question question, Tally control) {
        double p = Objects.requireNonNull(question.metric().quantile());
        long rank = (long) Math.ceil(p * control.requests());
        if (control.requests() == 0 || rank > control.answered().total()) {
            return Optional.empty();
        }
        long edge = edge(control, rank);
        double factor = 1 + question.relativeChange();
        if (factor <= 0) {
            return Optional.empty();
        }
        long changedEdge = LatencyBuckets.lowerEdge(LatencyBuckets.indexOf((long) (edge / factor)));
        double value = Objects.requireNonNullElse(question.baseline(), (double) edge);
        return Optional.of(
                new Baseline.Share(value, value * factor, above(control, edge), above(control, changedEdge)));
    }

    private static long edge(Tally control, long rank) {
        long below = 0;
        int bucket = 0;
        while (below < rank) {
            below += control.answered().count(bucket);
            bucket++;
        }
        return LatencyBuckets.upperEdge(control.answered().bucket(bucket - 1));
    }

    private static double above(Tally control, long edge) {
        return (control.answered().countAtOrAbove(edge) + control.unanswered()) / (double) control.requests();
    }
}

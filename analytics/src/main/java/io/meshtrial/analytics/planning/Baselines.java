package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.comparison.LatencyLadder;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.ValueSums;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.users.UserMoments;
import java.util.Objects;
import java.util.Optional;

/** Control's baseline on a metric, as observed or at the value that the question gives. */
public final class Baselines {

    private Baselines() {}

    /**
     * Where requests are the units.
     *
     * @param control all of control's requests; without any, only a rate or a share that the question gives is known
     */
    public static Optional<Baseline> of(Question question, Tally control) {
        Metric metric = question.metric();
        return switch (metric.kind()) {
            case ERROR_RATE, GATEWAY_ERROR_RATE -> rate(question, control.errors(), control.requests());
            case VALUE_SHARE -> {
                ValueSums sums = control.value(Objects.requireNonNull(metric.value()));
                yield value(question, sums.found(), sums.count())
                        .map(base -> share(question, base, part(sums.count(), control.requests())));
            }
            case LATENCY_QUANTILE -> Quantile.of(question, control).map(quantile -> quantile.ofRequests(question));
            case LATENCY_MEAN ->
                ArmSummary.ofSums(
                                control.requests(),
                                control.durationSum().toDouble(),
                                control.durationSquares().toDouble())
                        .toOptional()
                        .flatMap(arm -> mean(question, arm, 1));
            case VALUE_MEAN -> {
                ValueSums sums = control.value(Objects.requireNonNull(metric.value()));
                yield ArmSummary.ofSums(
                                sums.count(),
                                sums.sum().toDouble() / ValueSums.SCALE,
                                sums.squares().toDouble() / (ValueSums.SCALE * ValueSums.SCALE))
                        .toOptional()
                        .flatMap(arm -> mean(question, arm, part(sums.count(), control.requests())));
            }
            case REQUESTS_PER_UNIT -> Optional.empty();
        };
    }

    /**
     * Where users are: errors are users with an error, all else a ratio of sums over users, whose variance for one user comes
     * from the delta method (Deng et al., arXiv 1803.06336). A share of requests says nothing of how it is spread over users, so
     * what is not observed is not known, but for a rate that the question gives.
     *
     * @param users control's, each once in a stratum
     * @param control their requests
     */
    public static Optional<Baseline> ofUsers(Question question, UserSums users, Tally control) {
        Metric metric = question.metric();
        return switch (metric.kind()) {
            case ERROR_RATE -> rate(question, users.errorUnits(), users.units());
            case GATEWAY_ERROR_RATE -> Optional.empty();
            case LATENCY_QUANTILE ->
                Quantile.of(question, control)
                        .flatMap(quantile -> summary(users.metric(LatencyLadder.rung(metric, LatencyLadder.BASE)), 1)
                                .map(arm -> quantile.ofUsers(question, Math.sqrt(arm.variance()))));
            case LATENCY_MEAN, VALUE_SHARE, VALUE_MEAN, REQUESTS_PER_UNIT -> {
                RatioSums sums = users.metric(metric.name());
                yield summary(sums, metric.kind() == MetricKind.VALUE_MEAN ? ValueSums.SCALE : 1)
                        .flatMap(arm -> mean(question, arm, part(sums.units(), users.units())));
            }
        };
    }

    private static Optional<ArmSummary> summary(RatioSums sums, double scale) {
        return new UserMoments(
                        sums.units(),
                        sums.s().toDouble() / scale,
                        sums.n().toDouble(),
                        sums.ss().toDouble() / scale / scale,
                        sums.nn().toDouble(),
                        sums.sn().toDouble() / scale)
                .summary()
                .toOptional();
    }

    private static Optional<Double> value(Question question, long count, long of) {
        if (question.baseline() != null) {
            return Optional.of(question.baseline());
        }
        return count == 0 ? Optional.empty() : Optional.of(count / (double) of);
    }

    private static Optional<Baseline> rate(Question question, long count, long of) {
        return value(question, count, of).map(base -> new Baseline.Rate(base, base * (1 + question.relativeChange())));
    }

    /** 1 where nothing was observed. */
    private static double part(long counted, long of) {
        return counted == 0 || of == 0 ? 1 : counted / (double) of;
    }

    private static Baseline share(Question question, double base, double counted) {
        double changed = base * (1 + question.relativeChange());
        return measured(question, base, spread(base), spread(question.rulesOut() ? base : changed), counted);
    }

    private static double spread(double share) {
        return Math.sqrt(share * (1 - share));
    }

    private static Optional<Baseline> mean(Question question, ArmSummary observed, double counted) {
        if (!(observed.mean() > 0 && observed.variance() > 0)) {
            return Optional.empty();
        }
        double base = Objects.requireNonNullElse(question.baseline(), observed.mean());
        double deviation = Math.sqrt(observed.variance()) * base / observed.mean();
        return Optional.of(measured(question, base, deviation, deviation, counted));
    }

    /** A change that is to be ruled out stands as a factor before control's mean, and so before its deviation. */
    private static Baseline measured(Question question, double base, double control, double treatment, double counted) {
        double change = question.relativeChange();
        return new Baseline.Measured(
                base,
                base * (1 + change),
                Math.abs(base * change),
                question.rulesOut() ? control * (1 + change) : control,
                treatment,
                counted);
    }

    /** A latency quantile is judged by the shares of requests at or above edges. */
    private record Quantile(double value, double above, double other) {

        /**
         * Longer by a factor f, treatment has above the quantile q what control has above q/f; to rule that out, the same share
         * above q is held against what lies above f·q.
         */
        static Optional<Quantile> of(Question question, Tally control) {
            double p = Objects.requireNonNull(question.metric().quantile());
            long rank = (long) Math.ceil(p * control.requests());
            double factor = 1 + question.relativeChange();
            if (control.requests() == 0 || rank > control.answered().total() || factor <= 0) {
                return Optional.empty();
            }
            long edge = edge(control, rank);
            double moved = question.rulesOut() ? edge * factor : edge / factor;
            long other = LatencyBuckets.lowerEdge(LatencyLadder.bucketAt(moved));
            return Optional.of(new Quantile(edge, share(control, edge), share(control, other)));
        }

        Baseline ofRequests(Question question) {
            return measured(question, spread(above), spread(other));
        }

        Baseline ofUsers(Question question, double deviation) {
            return measured(question, deviation, deviation * spread(other) / spread(above));
        }

        private Baseline measured(Question question, double control, double treatment) {
            double base = Objects.requireNonNullElse(question.baseline(), value);
            return new Baseline.Measured(
                    base, base * (1 + question.relativeChange()), Math.abs(other - above), control, treatment, 1);
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

        private static double share(Tally control, long edge) {
            return (control.answered().countAtOrAbove(edge) + control.unanswered()) / (double) control.requests();
        }
    }
}

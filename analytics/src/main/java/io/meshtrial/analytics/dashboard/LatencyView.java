package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.LatencySample;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer.Curve;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer.Difference;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer.Differences;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer.Point;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.quantile.QuantileComparison;
import io.meshtrial.statistics.quantile.QuantileInterval;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The two latency curves and the differences of their quantiles, of the newest random stratum with traffic. */
final class LatencyView {

    private static final double LEVEL = 0.95;
    private static final double[] CURVE = {
        .1, .15, .2, .25, .3, .35, .4, .45, .5, .55, .6, .65, .7, .75, .8, .85, .9, .925, .95, .97, .98, .99, .995,
        .998, .999
    };
    private static final double[] COMPARED = {.1, .25, .5, .75, .9, .95, .99, .999};

    private final Experiment experiment;
    private final @Nullable StratumTraffic newest;
    private final long cap;

    LatencyView(Experiment experiment, Traffic traffic) {
        this.experiment = experiment;
        this.newest = traffic.compared().isEmpty() ? null : traffic.compared().getLast();
        this.cap = experiment.plan().latencyCapMicros();
    }

    LatencyAnswer answer() {
        StratumTraffic stratum = newest;
        if (stratum == null) {
            return new LatencyAnswer("MICROSECONDS", cap, LEVEL, List.of(), null, true, List.of(), List.of());
        }
        int revision = stratum.stratum().drawingRevision();
        return new LatencyAnswer(
                "MICROSECONDS",
                cap,
                LEVEL,
                List.of(revision),
                experiment.revision(revision).map(Revision::at).orElse(null),
                true,
                experiment.variants().stream()
                        .map(variant -> curve(stratum, variant))
                        .toList(),
                experiment.treatments().stream()
                        .map(treatment -> differences(stratum, treatment.name()))
                        .toList());
    }

    private Curve curve(StratumTraffic stratum, Variant variant) {
        Tally tally = stratum.arm(variant.name());
        LatencySample sample = new LatencySample(tally, cap);
        List<Point> points = tally.requests() == 0
                ? List.of()
                : java.util.Arrays.stream(CURVE)
                        .mapToObj(p -> point(sample, p, planned(stratum, variant.name())))
                        .toList();
        return new Curve(variant.name(), tally.requests(), tally.requests() - tally.unanswered(), points);
    }

    private Point point(LatencySample sample, double p, long planned) {
        return QuantileInterval.of(sample, p, planned, 1 - LEVEL)
                .toOptional()
                .map(i -> new Point(
                        p,
                        sample.quantile(p),
                        i.lower() > 0 ? i.lower() : null,
                        Double.isFinite(i.upper()) ? i.upper() : null))
                .orElseGet(() -> new Point(p, sample.quantile(p), null, null));
    }

    private Differences differences(StratumTraffic stratum, String treatment) {
        LatencySample control =
                new LatencySample(stratum.arm(experiment.control().name()), cap);
        LatencySample treated = new LatencySample(stratum.arm(treatment), cap);
        long planned = planned(stratum, treatment);
        return new Differences(
                treatment,
                java.util.Arrays.stream(COMPARED)
                        .mapToObj(p -> Difference.of(p, change(control, treated, p, planned), margin(p)))
                        .toList());
    }

    private static Interval change(LatencySample control, LatencySample treated, double p, long planned) {
        if (control.total() == 0 || treated.total() == 0) {
            return Interval.UNKNOWN;
        }
        double ratio = treated.quantile(p) / control.quantile(p);
        return QuantileComparison.of(treated, control, p, planned, 1 - LEVEL)
                .toOptional()
                .map(c -> new Interval(ratio, c.ratioLower() > 0 ? c.ratioLower() : Double.NaN, c.ratioUpper()))
                .orElse(new Interval(ratio, null, null))
                .scaled(1, -1);
    }

    /** Units of an arm at which its intervals are tightest: its share of N*. */
    private long planned(StratumTraffic stratum, String variant) {
        return Math.max(1, Math.round(experiment.plan().plannedUnits() * stratum.share(variant)));
    }

    private @Nullable Double margin(double p) {
        return experiment.plan().guardrails().stream()
                .filter(metric -> metric.kind() == MetricKind.LATENCY_QUANTILE)
                .filter(metric -> metric.quantile() != null && Math.abs(metric.quantile() - p) < 1e-9)
                .map(Metric::margin)
                .findFirst()
                .orElse(null);
    }
}

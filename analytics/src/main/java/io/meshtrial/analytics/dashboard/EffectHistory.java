package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer.Bounds;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer.Crossing;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer.Margin;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer.Point;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer.Scale;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer.State;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.Revision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Snapshots of one experiment's effects, as they stood when they were looked at. Used under its owner's lock. */
final class EffectHistory {

    private static final Duration STEP = Duration.ofSeconds(5);
    private static final int MOST_POINTS = 240;
    private static final double[] AHEAD = {0, 0.25, 0.5, 0.75, 1};

    private final Map<Series, List<Point>> series = new LinkedHashMap<>();
    private final Map<Series, List<Crossing>> crossings = new LinkedHashMap<>();
    private @Nullable Instant last;
    private Duration step = STEP;

    boolean isEmpty() {
        return last == null;
    }

    /** Adds a snapshot when the last one is old enough. */
    void record(Experiment experiment, List<MetricComparison> comparisons, long units, Instant at) {
        if (units == 0 || last != null && at.isBefore(last.plus(step))) {
            return;
        }
        last = at;
        int revision = experiment.revisions().stream()
                .filter(r -> !r.at().isAfter(at))
                .mapToInt(Revision::number)
                .max()
                .orElse(0);
        for (MetricComparison comparison : comparisons) {
            Series key = new Series(comparison.metric().name(), comparison.variant());
            Interval change = comparison.change();
            List<Point> points = series.computeIfAbsent(key, none -> new ArrayList<>());
            points.add(new Point(at, revision, units, change.estimate(), change.lower(), change.upper()));
            if (points.size() > 2 * MOST_POINTS) {
                thin(points);
            }
        }
    }

    private void thin(List<Point> points) {
        List<Point> kept = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i -= 2) {
            kept.addFirst(points.get(i));
        }
        points.clear();
        points.addAll(kept);
        Point newest = kept.getLast();
        step = Duration.between(kept.getFirst().at(), newest.at()).dividedBy(kept.size());
    }

    List<EffectAnswer> answer(
            Experiment experiment, List<MetricComparison> comparisons, List<MetricAnswer> metrics, Instant now) {
        List<EffectAnswer> effects = new ArrayList<>();
        for (MetricComparison comparison : comparisons) {
            Metric metric = comparison.metric();
            Series key = new Series(metric.name(), comparison.variant());
            List<Point> points = series.getOrDefault(key, List.of());
            MetricAnswer.Arm arm = arm(metrics, key);
            effects.add(new EffectAnswer(
                    metric.name(),
                    metric.label(),
                    comparison.variant(),
                    metric.isErrorRate() ? Scale.LOG_RATIO : Scale.RELATIVE,
                    0.95,
                    metric.direction(),
                    margins(experiment, metric),
                    points.stream()
                            .filter(p -> p.lower() != null || p.upper() != null)
                            .map(Point::at)
                            .findFirst()
                            .orElse(null),
                    shown(points),
                    crossings(key, arm, now),
                    projection(arm, now),
                    arm == null ? null : arm.decisionAt()));
        }
        return effects;
    }

    private static List<Point> shown(List<Point> points) {
        int stride = Math.max(1, Math.ceilDiv(points.size(), MOST_POINTS));
        List<Point> shown = new ArrayList<>();
        for (int i = points.size() - 1; i >= 0; i -= stride) {
            shown.addFirst(points.get(i));
        }
        return List.copyOf(shown);
    }

    private List<Crossing> crossings(Series key, MetricAnswer.@Nullable Arm arm, Instant now) {
        List<Crossing> known = crossings.computeIfAbsent(key, none -> new ArrayList<>());
        State state = arm == null ? State.NO_DATA : arm.state();
        boolean tells = state == State.BELOW_MARGIN || state == State.BETTER || state == State.HARM;
        if (!tells) {
            known.clear();
        } else if (known.isEmpty() || known.getLast().kind() != state) {
            known.add(new Crossing(now, state));
        }
        return List.copyOf(known);
    }

    private static List<Margin> margins(Experiment experiment, Metric metric) {
        Double margin = metric.margin();
        if (margin == null || experiment.revisions().isEmpty()) {
            return List.of();
        }
        Revision first = experiment.revisions().getFirst();
        return List.of(new Margin(first.number(), first.at(), margin));
    }

    private static List<Bounds> projection(MetricAnswer.@Nullable Arm arm, Instant now) {
        if (arm == null || arm.decisionAt() == null || arm.change().estimate() == null) {
            return List.of();
        }
        double estimate = arm.change().estimate();
        Duration left = Duration.between(now, arm.decisionAt());
        List<Bounds> bounds = new ArrayList<>();
        for (double part : AHEAD) {
            double shrink = shrink(arm, part);
            bounds.add(new Bounds(
                    now.plusMillis((long) (left.toMillis() * part)),
                    towards(arm.change().lower(), estimate, shrink),
                    towards(arm.change().upper(), estimate, shrink)));
        }
        return bounds;
    }

    /** The width at a part of the way to the decision, where the bound will just reach the margin. */
    private static double shrink(MetricAnswer.Arm arm, double part) {
        Double bound = arm.upperBound();
        Double estimate = arm.degradation().estimate();
        Double limit = arm.limit();
        if (bound == null || estimate == null || limit == null || bound <= estimate) {
            return 1;
        }
        double units = Math.pow((bound - estimate) / (limit - estimate), 2);
        return 1 / Math.sqrt(1 + (units - 1) * part);
    }

    private static @Nullable Double towards(@Nullable Double bound, double estimate, double shrink) {
        return bound == null ? null : estimate + (bound - estimate) * shrink;
    }

    private static MetricAnswer.@Nullable Arm arm(List<MetricAnswer> metrics, Series key) {
        return metrics.stream()
                .filter(m -> m.metric().equals(key.metric))
                .flatMap(m -> m.arms().stream())
                .filter(a -> a.variant().equals(key.variant))
                .findFirst()
                .orElse(null);
    }

    private record Series(String metric, String variant) {}
}

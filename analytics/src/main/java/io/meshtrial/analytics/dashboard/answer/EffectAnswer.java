package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.Direction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One metric's effect as it was seen over time, with its confidence sequence. */
public record EffectAnswer(
        String metric,
        String label,
        String variant,
        Scale scale,
        double level,
        Direction direction,
        List<Margin> margins,
        @Nullable Instant burnInUntil,
        List<Point> points,
        List<Crossing> crossings,
        List<Bounds> projection,
        @Nullable Instant expectedDecisionAt) {

    /** How the axis is best drawn; the numbers are relative changes in either case. */
    public enum Scale {
        RELATIVE,
        LOG_RATIO
    }

    /** The margin from an instant on. */
    public record Margin(int revision, Instant from, double margin) {}

    /** The effect at one look. */
    public record Point(
            Instant at,
            int revision,
            long units,
            @Nullable Double estimate,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /** When a bound crossed what it is held against. */
    public record Crossing(Instant at, MetricAnswer.State kind) {}

    /** Bounds to be expected if nothing changes. */
    public record Bounds(
            Instant at, @Nullable Double lower, @Nullable Double upper) {}
}

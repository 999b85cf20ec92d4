package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.Interval;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Latency curves of the newest random stratum; described, never judged. */
public record LatencyAnswer(
        String unit,
        long capMicros,
        double level,
        List<Integer> revisions,
        @Nullable Instant from,
        boolean descriptive,
        List<Curve> curves,
        List<Differences> differences) {

    /** One arm's quantiles. */
    public record Curve(String variant, long requests, long answered, List<Point> points) {}

    /** A quantile, in microseconds. */
    public record Point(
            double p,
            double value,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /** A treatment's quantiles against control's. */
    public record Differences(String variant, List<Difference> points) {}

    /** Relative change of one quantile; {@code margin} where a guardrail has one. */
    public record Difference(
            double p,
            @Nullable Double estimate,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double margin) {

        public static Difference of(double p, Interval change, @Nullable Double margin) {
            return new Difference(p, change.estimate(), change.lower(), change.upper(), margin);
        }
    }
}

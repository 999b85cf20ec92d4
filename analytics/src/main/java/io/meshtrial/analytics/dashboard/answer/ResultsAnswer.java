package io.meshtrial.analytics.dashboard.answer;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The whole answer of {@code GET /api/v1/results/{experiment}}.
 *
 * @param byStratum every metric within each stratum; event streams leave it out
 */
public record ResultsAnswer(
        int schema,
        String snapshot,
        Instant asOf,
        @Nullable Instant lastEventAt,
        View view,
        ExperimentAnswer experiment,
        VerdictAnswer verdict,
        HealthAnswer health,
        ShareAnswer share,
        List<MetricAnswer> guardrails,
        List<MetricAnswer> goals,
        List<EffectAnswer> effects,
        List<StratumAnswer> byStratum,
        LatencyAnswer latency,
        @Nullable SegmentsAnswer segments,
        MethodAnswer method) {

    /** Version of the answer's layout. */
    public static final int SCHEMA = 1;

    /** The query as understood. */
    public record View(
            @Nullable String metric,
            @Nullable Instant from,
            @Nullable Instant to,
            boolean descriptive) {}
}

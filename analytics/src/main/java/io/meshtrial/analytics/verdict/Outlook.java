package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.MetricRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a decision is to be expected, if things go on as they are: an interval's width shrinks with the root of n. */
public final class Outlook {

    private Outlook() {}

    /** When every guardrail's bound is expected below its margin; empty when that is not in sight. */
    public static Optional<Instant> decisionAt(Evidence evidence) {
        Instant start = evidence.experiment().startedAt();
        if (start == null || evidence.units() == 0) {
            return Optional.empty();
        }
        long needed = unitsToDecision(evidence);
        if (needed <= evidence.units() || needed == Long.MAX_VALUE) {
            return Optional.empty();
        }
        double elapsed = Duration.between(start, evidence.now()).toMillis();
        double left = elapsed * (needed - evidence.units()) / evidence.units();
        return left > Duration.ofDays(365).toMillis()
                ? Optional.empty()
                : Optional.of(evidence.now().plusMillis((long) left));
    }

    /** Units at which the slowest guardrail is expected to pass. */
    static long unitsToDecision(Evidence evidence) {
        return evidence.comparisons().stream()
                .filter(comparison -> comparison.metric().role() == MetricRole.GUARDRAIL)
                .filter(comparison -> !comparison.isBelowMargin())
                .mapToLong(comparison -> unitsToPass(comparison, evidence.units()))
                .filter(units -> units < Long.MAX_VALUE)
                .max()
                .orElse(evidence.units());
    }

    /** Units at which a guardrail is expected to pass; {@link Long#MAX_VALUE} when its estimate lies beyond the margin. */
    public static long unitsToPass(MetricComparison comparison, long units) {
        Double estimate = comparison.degradation().estimate();
        Double bound = comparison.upperBound();
        Double margin = comparison.metric().margin();
        if (estimate == null || bound == null || margin == null || estimate >= margin) {
            return Long.MAX_VALUE;
        }
        double shrink = Math.max(1, (bound - estimate) / (margin - estimate));
        return (long) Math.min(1e15, units * shrink * shrink);
    }
}

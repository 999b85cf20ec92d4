package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.MetricRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When a decision is to be expected if estimates stay and traffic goes on as now. A forecast: it carries no error level.
 *
 * @param unitsPerSecond that came of late, 0 when none do
 * @param growth by metric and arm: at how many times the present data the upper bound is expected below its margin; absent
 *     where that is not in sight
 */
public record Outlook(double unitsPerSecond, Map<Guarded, Double> growth) {

    /** Nothing is in sight. */
    public static final Outlook NONE = new Outlook(0, Map.of());

    private static final Duration HORIZON = Duration.ofDays(365);

    /** One guardrail of one treatment. */
    public record Guarded(String metric, String variant) {

        public static Guarded of(MetricComparison comparison) {
            return new Guarded(comparison.metric().name(), comparison.variant());
        }
    }

    public Outlook {
        growth = Map.copyOf(growth);
    }

    /** When every guardrail's bound is expected below its margin; empty when that is not in sight. */
    public static Optional<Instant> decisionAt(Evidence evidence) {
        boolean inSight =
                open(evidence).allMatch(comparison -> evidence.outlook().growth.containsKey(Guarded.of(comparison)));
        long needed = unitsToDecision(evidence);
        return inSight && needed > evidence.units() ? at(needed, evidence) : Optional.empty();
    }

    /** When one guardrail's bound is expected below its margin; empty when it is, or when that is not in sight. */
    public static Optional<Instant> decisionAt(MetricComparison comparison, Evidence evidence) {
        Double growth = evidence.outlook().growth.get(Guarded.of(comparison));
        return growth == null ? Optional.empty() : at(times(growth, evidence.units()), evidence);
    }

    /** Units at which the slowest guardrail is expected to pass, as far as that is in sight; at least those of now. */
    static long unitsToDecision(Evidence evidence) {
        return open(evidence)
                .map(comparison -> evidence.outlook().growth.get(Guarded.of(comparison)))
                .mapToLong(growth -> growth == null ? 0 : times(growth, evidence.units()))
                .reduce(evidence.units(), Math::max);
    }

    /** Guardrails whose bound is not below the margin yet. */
    private static Stream<MetricComparison> open(Evidence evidence) {
        return evidence.comparisons().stream()
                .filter(comparison -> comparison.metric().role() == MetricRole.GUARDRAIL)
                .filter(comparison -> !comparison.isBelowMargin());
    }

    private static Optional<Instant> at(long units, Evidence evidence) {
        double seconds = (units - evidence.units()) / evidence.outlook().unitsPerSecond;
        return seconds >= 0 && seconds <= HORIZON.toSeconds()
                ? Optional.of(evidence.now().plusMillis((long) (seconds * 1000)))
                : Optional.empty();
    }

    private static long times(double growth, long units) {
        return (long) Math.min(1e15, Math.ceil(units * growth));
    }
}

package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Comparisons as deciding numbers. */
final class Decidings {

    private Decidings() {}

    static Deciding of(
            MetricComparison comparison, Relation relation, @Nullable Double bound, @Nullable Double limit, Unit unit) {
        Interval change = relation == Relation.BELOW_MARGIN || relation == Relation.ABOVE_MARGIN
                ? comparison.degradation()
                : comparison.change();
        return new Deciding(
                comparison.metric().name(),
                comparison.metric().label(),
                comparison.variant(),
                relation,
                change.estimate(),
                change.lower(),
                change.upper(),
                bound,
                limit,
                unit);
    }

    /** An e-value against what it must reach; one beyond a double is shown as the largest double. */
    static Deciding evidence(MetricComparison comparison, Relation relation, double logE, double needed) {
        double e = Math.min(Double.MAX_VALUE, Math.exp(logE));
        return of(comparison, relation, e, needed, Unit.EVIDENCE);
    }

    static Deciding margin(MetricComparison comparison) {
        return of(
                comparison,
                comparison.isBelowMargin() ? Relation.BELOW_MARGIN : Relation.ABOVE_MARGIN,
                comparison.upperBound(),
                comparison.metric().margin(),
                Unit.RELATIVE);
    }

    static Deciding of(Shortage shortage, Instant now) {
        String label = switch (shortage.kind()) {
            case MISSING, SILENT -> "No event from " + shortage.variant();
            case SHORT -> "Fewer units than its share from " + shortage.variant();
        };
        return new Deciding(
                null,
                label,
                shortage.variant(),
                Relation.OLDER_THAN,
                null,
                null,
                null,
                (double) shortage.age(now).toSeconds(),
                (double) Limits.SHORTAGE_GRACE.toSeconds(),
                Unit.SECONDS);
    }

    /** The newest event is so old. */
    static Deciding silence(Duration age, Evidence evidence) {
        return ofData(
                "Last event",
                Relation.OLDER_THAN,
                age.toSeconds(),
                evidence.health().staleAfter().toSeconds(),
                Unit.SECONDS);
    }

    /** A metric about which nothing can be said at all. */
    static Deciding named(Metric metric) {
        return new Deciding(
                metric.name(),
                metric.label(),
                null,
                Relation.ABOVE_MARGIN,
                null,
                null,
                null,
                null,
                metric.margin(),
                Unit.RELATIVE);
    }

    static Deciding ofData(String label, Relation relation, double bound, double limit, Unit unit) {
        return new Deciding(null, label, null, relation, null, null, null, bound, limit, unit);
    }
}

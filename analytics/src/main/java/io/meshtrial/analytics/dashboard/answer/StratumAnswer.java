package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.comparison.Need;
import io.meshtrial.analytics.comparison.StratumComparison;
import org.jspecify.annotations.Nullable;

/**
 * One metric of one treatment within one stratum; for looking, not for deciding.
 *
 * @param control control's value in the metric's unit
 * @param value the treatment's
 * @param units of both arms
 * @param reason why nothing is said, a stable code; else null
 */
public record StratumAnswer(
        String metric,
        String variant,
        int rule,
        int drawingRevision,
        int origin,
        @Nullable Double control,
        @Nullable Double value,
        long units,
        Interval change,
        Interval difference,
        @Nullable Need need,
        @Nullable String reason) {

    public static StratumAnswer of(StratumComparison one) {
        var stratum = one.stratum();
        var comparison = one.comparison();
        return new StratumAnswer(
                comparison.metric().name(),
                comparison.variant(),
                stratum.rule(),
                stratum.drawingRevision(),
                stratum.origin(),
                comparison.control().value(),
                comparison.treatment().value(),
                comparison.control().units() + comparison.treatment().units(),
                comparison.change(),
                comparison.difference(),
                comparison.need(),
                comparison.reason());
    }
}

package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One metric by what was known before the assignment; for looking, not for deciding.
 *
 * @param opposite names of segments shown to run against the total
 * @param untested why none can be shown to, a stable code; null where at least one is tested
 * @param limit segments that are kept for each kind
 * @param truncated units of the others
 */
public record SegmentsAnswer(
        String metric,
        String label,
        String variant,
        Scale scale,
        MetricAnswer.Unit unit,
        double level,
        Direction direction,
        List<String> metrics,
        Row total,
        List<Group> groups,
        List<String> opposite,
        @Nullable String untested,
        int limit,
        long truncated) {

    /** In what the rows are. */
    public enum Scale {
        DIFFERENCE,
        RELATIVE
    }

    /**
     * One segment, or all.
     *
     * @param lower null without a bound
     * @param e against "no difference"; null where nothing is tested
     * @param reason why nothing is, a stable code; else null
     */
    public record Row(
            String name,
            long units,
            @Nullable Double estimate,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double e,
            boolean claimed,
            @Nullable String reason) {}

    /** Segments of one kind. */
    public record Group(SegmentKind kind, String label, List<Row> rows) {}
}

package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One metric by what was known before the assignment; for looking, not for deciding. */
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
        int limit,
        long truncated) {

    /** In what the rows are. */
    public enum Scale {
        DIFFERENCE,
        RELATIVE
    }

    /** One segment, or all. */
    public record Row(
            String name,
            long units,
            @Nullable Double estimate,
            @Nullable Double lower,
            @Nullable Double upper,
            @Nullable Double e,
            boolean claimed) {}

    /** Segments of one kind. */
    public record Group(SegmentKind kind, String label, List<Row> rows) {}
}

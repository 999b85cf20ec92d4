package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.verdict.Condition.Kind;
import io.meshtrial.analytics.verdict.Condition.State;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What promotion needs, all at once: every guardrail below its margin, the minimum duration, a clean sample ratio. */
public final class Promotion {

    private Promotion() {}

    public static List<Condition> conditions(Evidence evidence) {
        List<Condition> conditions = new ArrayList<>();
        double alarm = HarmRule.alarm(evidence);
        for (MetricComparison comparison : evidence.comparisons()) {
            Double margin = comparison.metric().margin();
            if (comparison.metric().role() == MetricRole.GUARDRAIL && margin != null) {
                conditions.add(new Condition(
                        comparison.metric().name(),
                        comparison.metric().label(),
                        comparison.variant(),
                        Kind.BOUND,
                        state(comparison, alarm),
                        comparison.upperBound(),
                        margin,
                        Unit.RELATIVE));
            }
        }
        conditions.add(duration(evidence));
        conditions.add(ratio(evidence.sampleRatio()));
        return conditions;
    }

    private static State state(MetricComparison comparison, double alarm) {
        if (HarmRule.isHarm(comparison, alarm)) {
            return State.FAILED;
        }
        return comparison.isBelowMargin() ? State.MET : State.NOT_YET;
    }

    private static Condition duration(Evidence evidence) {
        Instant start = evidence.experiment().startedAt();
        Duration least = evidence.experiment().plan().minimumDuration();
        Duration run = start == null ? Duration.ZERO : Duration.between(start, evidence.now());
        return new Condition(
                "minimum-duration",
                "Minimum duration",
                null,
                Kind.DURATION,
                run.compareTo(least) >= 0 ? State.MET : State.NOT_YET,
                (double) run.toSeconds(),
                least.toSeconds(),
                Unit.SECONDS);
    }

    private static Condition ratio(SampleRatioReading ratio) {
        State state = switch (ratio.state()) {
            case AS_PLANNED -> State.MET;
            case ALARM -> State.FAILED;
            case NO_DATA -> State.NOT_YET;
        };
        return new Condition(
                "sample-ratio", "Sample ratio", null, Kind.EVIDENCE, state, ratio.e(), ratio.alarm(), Unit.EVIDENCE);
    }
}

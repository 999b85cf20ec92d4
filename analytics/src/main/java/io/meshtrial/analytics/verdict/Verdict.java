package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.Need;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the data say now; the page and the rollout read the same value. Missing data is never a pass. */
public sealed interface Verdict {

    /** The numbers that decided, the most telling first. */
    List<Deciding> deciding();

    /** A goal is shown to gain, and every guardrail to stay below its margin. */
    record Better(List<Deciding> deciding) implements Verdict {}

    /** Every guardrail is shown to stay below its margin. */
    record NoHarm(List<Deciding> deciding) implements Verdict {}

    /** A critical metric is shown to be worse, or a treatment is short of its share for longer than the grace: roll back. */
    record Harm(List<Deciding> deciding) implements Verdict {}

    /** The time is over and neither harm nor its absence is shown. */
    record Inconclusive(List<Deciding> deciding) implements Verdict {}

    /** More is needed before anything can be said. */
    record InsufficientData(List<Deciding> deciding, Need progress) implements Verdict {}

    /**
     * The data cannot be trusted, or there is nothing to judge: hold.
     *
     * @param rollBackAt when the verdict becomes {@link Harm} unless the treatment recovers that is short of its share;
     *     null when time alone changes nothing
     */
    record CannotJudge(
            List<Deciding> deciding,
            Reason reason,
            @Nullable Instant rollBackAt) implements Verdict {}

    /** Why there is no judgement. */
    enum Reason {
        /** What was counted before is still being read, after a restart or a failure of Kafka. */
        READING,
        SAMPLE_RATIO,
        DRIFT,
        ARM_SILENT,
        ARM_MISSING,
        STALE_STREAM,
        UNATTRIBUTED_FAILURES,
        CROSSOVERS,
        NO_UNIT_ID,
        PLAN_CHANGED,
        /** The plan counts something for each user, and the rules draw requests. */
        METRIC_OF_USERS,
        TARGETED_ONLY,
        NOT_RUNNING
    }
}

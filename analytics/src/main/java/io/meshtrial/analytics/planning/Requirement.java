package io.meshtrial.analytics.planning;

import org.jspecify.annotations.Nullable;

/**
 * What a question needs.
 *
 * @param shown what the verdict must say; null where none is drawn from such a change
 * @param baseline null when nothing was observed and nothing was given
 * @param units of control and the treatment together; null when there is no size
 * @param factor that simulation found the e-process to need of the formula's size; 1 where the formula holds as it is
 * @param simulatedRuns behind the factor, 0 without simulation
 * @param reason why there is no size, a stable code; else null
 */
public record Requirement(
        Question question,
        @Nullable Shown shown,
        @Nullable Baseline baseline,
        @Nullable Double units,
        double factor,
        int simulatedRuns,
        @Nullable String reason) {

    static Requirement none(Question question, @Nullable Shown shown, @Nullable Baseline baseline, String reason) {
        return new Requirement(question, shown, baseline, null, 1, 0, reason);
    }

    /** Units of the treatment, rounded up; null when there is no size. */
    public @Nullable Long treatment() {
        return units == null ? null : (Long) (long) Math.ceil(units * question.share());
    }

    /** Likewise of control. */
    public @Nullable Long control() {
        return units == null ? null : (Long) (long) Math.ceil(units * (1 - question.share()));
    }
}

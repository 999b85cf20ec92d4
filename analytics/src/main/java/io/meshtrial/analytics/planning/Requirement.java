package io.meshtrial.analytics.planning;

import io.meshtrial.statistics.planning.SampleSize;
import org.jspecify.annotations.Nullable;

/**
 * What a question needs.
 *
 * @param baseline null when nothing was observed and nothing was given
 * @param size units in each arm; null when there is none
 * @param factor that simulation found the e-process to need of the formula's size; 1 where the formula holds as it is
 * @param simulatedRuns behind the factor, 0 without simulation
 * @param reason why there is no size, a stable code; else null
 */
public record Requirement(
        Question question,
        @Nullable Baseline baseline,
        @Nullable SampleSize size,
        double factor,
        int simulatedRuns,
        @Nullable String reason) {

    static Requirement none(Question question, @Nullable Baseline baseline, String reason) {
        return new Requirement(question, baseline, null, 1, 0, reason);
    }
}

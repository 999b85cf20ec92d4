package io.meshtrial.experiment.rollout;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What analytics says of an experiment, or that it says nothing. */
sealed interface Verdict {

    enum Word {
        BETTER,
        NO_HARM,
        HARM,
        INCONCLUSIVE,
        INSUFFICIENT_DATA,
        CANNOT_JUDGE
    }

    /** @param because what came instead of a verdict */
    record Missing(String because) implements Verdict {}

    /**
     * A verdict that was read whole.
     *
     * @param reason of {@code CANNOT_JUDGE}
     * @param treatmentSilent whether a treatment sends no events, or fewer than its share
     * @param blind whether no source reports what the gateway could not deliver
     * @param bounds of every guardrail and treatment
     * @param ratioClean whether the sample ratio is as planned
     * @param promotable whether everything that promotion needs is met
     */
    record Given(
            Word word,
            @Nullable String reason,
            String sentence,
            boolean treatmentSilent,
            boolean blind,
            List<Bound> bounds,
            boolean ratioClean,
            boolean promotable)
            implements Verdict {

        public Given {
            bounds = List.copyOf(bounds);
        }
    }

    /**
     * Upper bound on a guardrail's relative degradation.
     *
     * @param upper null while there is none
     * @param margin of the metric
     */
    record Bound(String metric, @Nullable Double upper, double margin) {

        /** A missing bound is below nothing. */
        boolean isBelow(Optional<Double> stepMargin) {
            return upper != null && upper < stepMargin.orElse(margin);
        }
    }
}

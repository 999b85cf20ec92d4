package io.meshtrial.experiment.rollout;

/** What a rollout does next. */
sealed interface RolloutStep {

    /** @param share of the treatment in percent, below 100 */
    record Advance(double share) implements RolloutStep {}

    record Hold(HoldReason reason) implements RolloutStep {}

    /** Everything goes to the treatment. */
    record Promote() implements RolloutStep {}

    record RollBack(Cause cause) implements RolloutStep {}

    /** Why the routes are taken away. */
    enum Cause {
        HARM("harm is shown"),
        TREATMENT_SILENT("the treatment has sent too few events for longer than the grace"),
        INCONCLUSIVE("the planned time is over and nothing is shown");

        private final String text;

        Cause(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }
}

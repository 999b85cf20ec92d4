package io.meshtrial.experiment.rollout;

import java.util.Locale;

/** Why a rollout stays where it is; the words are stable. */
enum HoldReason {
    NOT_IN_EFFECT("The step is not confirmed in the mesh yet."),
    PAUSED("The rollout is paused; harm still rolls back."),
    FOREIGN_EDIT("Somebody else changed the routes; it waits until the edit is accepted."),
    NO_VERDICT("Analytics gives no verdict now."),
    CANNOT_JUDGE("The data cannot be judged."),
    TREATMENT_SILENT("The treatment sends too few events; it is rolled back when that lasts."),
    MINIMUM_STEP("The step is not long enough in effect."),
    INSUFFICIENT_DATA("A guardrail's bound is not below its margin yet."),
    INCONCLUSIVE("The planned time is over and nothing is shown; the policy says hold."),
    WITNESSES_DIFFER("The witnesses see other traffic than the experiment."),
    WITNESSES_UNKNOWN("The policy asks for witnesses, and they do not know."),
    PROMOTION_CONDITIONS("Not everything that promotion needs is met."),
    BLIND_TO_UNREACHABLE_PODS("No source reports unreachable pods, so promotion is left to people."),
    LAST_STEP("This is the last step of the policy; promotion is left to people."),
    RULES_CANNOT_RAMP("No single rule draws between control and one treatment any more."),
    FINDINGS_OPEN("A finding stands in the way of the next step."),
    MESH_UNAVAILABLE("The Kubernetes API does not answer.");

    private final String message;

    HoldReason(String message) {
        this.message = message;
    }

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String message() {
        return message;
    }
}

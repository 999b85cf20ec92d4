package io.meshtrial.experiment.approval;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Lets a change of traffic pass where nobody has to approve it, or where somebody else has. */
@Component
public class ApprovalGate {

    private final ApprovalProperties policy;
    private final ApprovalStore approvals;
    private final Clock clock;

    ApprovalGate(ApprovalProperties policy, ApprovalStore approvals, Clock clock) {
        this.policy = policy;
        this.approvals = approvals;
        this.clock = clock;
    }

    /** What is approved of a plan; handing over the base routes, which is asked for apart, is approved apart. */
    public static String approved(String planId, boolean rewriteBase) {
        return rewriteBase ? planId + "+base" : planId;
    }

    /**
     * Uses up an approval of the plan. The platform itself acts on what people have approved: the steps of a rollout
     * are part of the plan that started it.
     *
     * @param planId of the plan as it was computed just now, never one that a caller only claims
     * @param dryRun whether to look only
     * @throws ProblemException 403 {@code approval-required}
     */
    public void pass(String experiment, String namespace, String planId, Actor actor, boolean dryRun) {
        if (!policy.neededIn(namespace) || actor.isPlatform()) {
            return;
        }
        Instant now = clock.instant();
        List<Approval> given = approvals.of(experiment, planId);
        for (Approval approval : given) {
            if (isUsable(approval, actor, now) && (dryRun || approvals.use(approval, actor.name(), now))) {
                return;
            }
        }
        throw new ProblemException(
                ProblemType.APPROVAL_REQUIRED,
                "Plan " + planId + " needs the approval of a second person in namespace " + namespace + ". "
                        + reason(given, actor, now),
                List.of(),
                Map.of("planId", planId));
    }

    private static boolean isUsable(Approval approval, Actor actor, Instant now) {
        return !approval.actor().equals(actor.name())
                && approval.usedAt() == null
                && now.isBefore(approval.expiresAt());
    }

    private static String reason(List<Approval> given, Actor actor, Instant now) {
        if (given.isEmpty()) {
            return "Nobody has approved it: an approver sends POST …/approvals with its planId.";
        }
        Approval newest = given.getFirst();
        if (newest.usedAt() != null) {
            return "Its approval was used at " + newest.usedAt() + ", and each is used once.";
        }
        return newest.actor().equals(actor.name())
                ? "You approved it yourself; somebody else has to."
                : "Its approval ran out at " + newest.expiresAt() + " (it is " + now + ").";
    }
}

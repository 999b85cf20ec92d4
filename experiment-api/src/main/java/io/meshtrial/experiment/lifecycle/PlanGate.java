package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.definition.FindingStatus;
import io.meshtrial.experiment.plan.PlanView;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.check.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Lets a plan through, or says what stands in its way. */
final class PlanGate {

    private PlanGate() {}

    static void check(PlanView plan, @Nullable String planId) {
        if (planId != null && !planId.equals(plan.planId())) {
            throw new ProblemException(
                    ProblemType.PLAN_STALE,
                    "What plan " + planId + " was made of has changed; the present plan is " + plan.planId() + ".",
                    List.of(),
                    Map.of("plan", plan));
        }
        if (plan.applicable()) {
            return;
        }
        List<ProblemError> errors = new ArrayList<>();
        for (FindingStatus finding : plan.findings()) {
            if (finding.blocks()) {
                errors.add(new ProblemError(
                        "/rules",
                        finding.code() + ": " + finding.message(),
                        finding.line(),
                        finding.line() == null ? null : 1,
                        null,
                        hint(finding)));
            }
        }
        PlanView.ServerDryRun dryRun = plan.dryRun();
        if (dryRun != null && !dryRun.accepted()) {
            errors.add(ProblemError.at("", "the Kubernetes API refuses it: " + dryRun.message()));
        }
        throw new ProblemException(
                ProblemType.FINDINGS_OPEN,
                "In the way: " + String.join(", ", plan.blockedBy()) + ".",
                errors,
                Map.of("blockedBy", plan.blockedBy(), "planId", plan.planId()));
    }

    /** How to get on: an error has to be mended, a warning can be named instead. */
    private static @Nullable String hint(FindingStatus finding) {
        String own = finding.hint();
        if (finding.severity() == Severity.ERROR) {
            return own;
        }
        String named = "acknowledge it with ?ack=" + finding.code();
        return own == null ? named : own + " Or " + named + ".";
    }

    /** Changed lines only; {@code ~} marks those that only moved. */
    static String diff(PlanView plan) {
        return plan.diff().lines().stream()
                .filter(line -> line.change() != PlanView.Change.SAME)
                .map(line -> mark(line.change()) + line.text())
                .collect(Collectors.joining("\n"));
    }

    private static String mark(PlanView.Change change) {
        return switch (change) {
            case SAME -> "  ";
            case ADDED -> "+ ";
            case REMOVED -> "- ";
            case MOVED -> "~ ";
        };
    }
}

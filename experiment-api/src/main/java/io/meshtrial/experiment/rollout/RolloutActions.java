package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.definition.FindingStatus;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.definition.Ramp;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.lifecycle.Lifecycle;
import io.meshtrial.experiment.lifecycle.MoveRequest;
import io.meshtrial.experiment.mesh.MeshForbidden;
import io.meshtrial.experiment.mesh.MeshUnavailable;
import io.meshtrial.experiment.plan.Planner;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Does what was decided, through the moves that people use: the step is stored as a revision, with the intent to publish
 * it, before anything is written to the mesh.
 */
@Component
class RolloutActions {

    /** What stood in the way. */
    record Refused(HoldReason reason, String detail) {}

    private static final Logger log = LoggerFactory.getLogger(RolloutActions.class);

    private final Lifecycle lifecycle;
    private final Planner planner;
    private final MeterRegistry metrics;

    RolloutActions(Lifecycle lifecycle, Planner planner, MeterRegistry metrics) {
        this.lifecycle = lifecycle;
        this.planner = planner;
        this.metrics = metrics;
        for (Class<?> step : RolloutStep.class.getPermittedSubclasses()) {
            taken(step);
        }
    }

    /** There from the start: an alert or a panel would miss a counter's first value. */
    private Counter taken(Class<?> step) {
        return metrics.counter(
                "meshtrial.rollout.steps", "step", step.getSimpleName().toLowerCase(Locale.ROOT));
    }

    /** @param ramp null only where the step is a rollback */
    Optional<Refused> take(StoredExperiment stored, RolloutStep step, @Nullable Ramp ramp, Verdict verdict) {
        try {
            switch (step) {
                case RolloutStep.Hold hold -> {
                    return Optional.empty();
                }
                case RolloutStep.Advance advance when ramp != null -> advance(stored, advance, ramp, verdict);
                case RolloutStep.Promote promote
                when ramp != null -> move(stored, Move.PROMOTE, ramp.treatment(), said(verdict));
                case RolloutStep.RollBack(RolloutStep.Cause cause) ->
                    move(stored, Move.ROLLBACK, null, "Automatic: " + cause.text() + ". " + said(verdict));
                default -> throw new IllegalStateException("a step forward moves a rule");
            }
            taken(step.getClass()).increment();
            log.info("{}: {}", stored.id(), step);
            return Optional.empty();
        } catch (ProblemException refused) {
            return refused(stored, refused);
        } catch (MeshUnavailable | MeshForbidden away) {
            return Optional.of(new Refused(HoldReason.MESH_UNAVAILABLE, ""));
        }
    }

    /** Someone who came first is no obstacle: the next tick looks again. */
    private static Optional<Refused> refused(StoredExperiment stored, ProblemException refused) {
        if (refused.type() == ProblemType.PRECONDITION_FAILED || refused.type() == ProblemType.ILLEGAL_MOVE) {
            log.debug("{} was changed meanwhile", stored.id());
            return Optional.empty();
        }
        return Optional.of(new Refused(HoldReason.FINDINGS_OPEN, String.valueOf(refused.getMessage())));
    }

    private void advance(StoredExperiment stored, RolloutStep.Advance advance, Ramp ramp, Verdict verdict) {
        String reason =
                "Rollout: " + percent(ramp.percent()) + " to " + percent(advance.share()) + ". " + said(verdict);
        lifecycle.changeRules(
                stored,
                ramp.at(advance.share()),
                Actor.PLATFORM,
                new Lifecycle.Change(reason, null, accepted(stored), false));
    }

    private void move(StoredExperiment stored, Move move, @Nullable String variant, String reason) {
        Set<String> ack = move == Move.ROLLBACK ? Set.of() : accepted(stored);
        lifecycle.move(stored, move, new MoveRequest(null, reason, variant), Actor.PLATFORM, ack, false);
    }

    /** Warnings of the plan of the present revision stand accepted, since it was published under them; new ones hold. */
    private Set<String> accepted(StoredExperiment stored) {
        return planner.plan(stored.experiment(), stored.revision(), Set.of(), List.of()).view().findings().stream()
                .map(FindingStatus::code)
                .collect(Collectors.toSet());
    }

    private static String said(Verdict verdict) {
        return verdict instanceof Verdict.Given given ? given.sentence() : "";
    }

    private static String percent(double share) {
        return (share == Math.rint(share) ? String.valueOf((long) share) : String.valueOf(share)) + " %";
    }
}

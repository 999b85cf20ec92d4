package io.meshtrial.experiment.approval;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.plan.CandidatePlans;
import io.meshtrial.experiment.plan.PlanView;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.Page;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.experiment.rest.Reason;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Approvals of plans. */
@RestController
@RequestMapping("/api/v1/experiments/{id}/approvals")
@Tag(name = "Approvals")
class ApprovalController {

    private static final int SHOWN = 200;

    private final Experiments experiments;
    private final CandidatePlans plans;
    private final ApprovalStore approvals;
    private final ApprovalProperties policy;
    private final History history;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final RandomGenerator random;

    ApprovalController(
            Experiments experiments,
            CandidatePlans plans,
            ApprovalStore approvals,
            ApprovalProperties policy,
            History history,
            TransactionTemplate transaction,
            Clock clock,
            RandomGenerator random) {
        this.experiments = experiments;
        this.plans = plans;
        this.approvals = approvals;
        this.policy = policy;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
    }

    /** Newest first. */
    @GetMapping
    Page<Approval> list(@PathVariable String id, Actor actor) {
        experiments.require(id, actor, Role.VIEWER);
        return new Page<>(approvals.of(id, SHOWN), null);
    }

    /** Approves the plan that is the present one; a plan id from elsewhere or of yesterday is refused. */
    @PostMapping
    ResponseEntity<Approval> approve(
            @PathVariable String id,
            @RequestBody ApprovalRequest request,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.APPROVER);
        Reason.check(request.reason());
        if (request.planId() == null || request.planId().isBlank()) {
            throw ProblemException.invalid("/planId", "is missing: name the plan that you looked at");
        }
        PlanView present = plans.plan(stored, request.rules(), actor);
        if (!present.planId().equals(request.planId())) {
            throw new ProblemException(
                    ProblemType.PLAN_STALE,
                    "The present plan of " + id + " is " + present.planId() + ", not " + request.planId() + ".",
                    List.of(),
                    Map.of("plan", present));
        }
        String approved = ApprovalGate.approved(present.planId(), Boolean.TRUE.equals(request.rewriteBase()));
        Approval approval = approval(stored, approved, request.reason(), actor);
        if (DryRun.asked(dryRun)) {
            return ResponseEntity.ok(approval);
        }
        transaction.executeWithoutResult(status -> {
            approvals.insert(approval);
            history.append(
                    id,
                    actor.name(),
                    "approve",
                    stored.experiment().revision(),
                    request.reason(),
                    "plan " + approved + "\n" + present.rules().text());
        });
        return ResponseEntity.status(HttpStatus.CREATED).body(approval);
    }

    private Approval approval(StoredExperiment stored, String planId, @Nullable String reason, Actor actor) {
        byte[] id = new byte[8];
        random.nextBytes(id);
        Instant now = clock.instant();
        return new Approval(
                "ap-" + HexFormat.of().formatHex(id),
                stored.id(),
                planId,
                actor.name(),
                reason,
                now,
                now.plus(policy.validFor()),
                null,
                null);
    }
}

package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.approval.ApprovalGate;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.ConcurrentChange;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.mesh.BaseRewrite;
import io.meshtrial.experiment.mesh.BaseRewrites;
import io.meshtrial.experiment.mesh.MeshPublisher;
import io.meshtrial.experiment.mesh.Publications;
import io.meshtrial.experiment.plan.Plan;
import io.meshtrial.experiment.plan.Planner;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes moves and rule changes: refused by a plan's findings, stored with the intent to publish, then published. */
@Component
public class Lifecycle {

    /**
     * @param operation the publication that follows; null where nothing changes in the mesh
     */
    public record Done(
            StoredExperiment experiment, @Nullable String operation) {}

    private final ExperimentStore store;
    private final StatusStore statuses;
    private final RevisionFactory revisions;
    private final Planner planner;
    private final ApprovalGate approvals;
    private final Publications publications;
    private final MeshPublisher publisher;
    private final BaseRewrites rewrites;
    private final History history;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Lifecycle(
            ExperimentStore store,
            StatusStore statuses,
            RevisionFactory revisions,
            Planner planner,
            ApprovalGate approvals,
            Publications publications,
            MeshPublisher publisher,
            BaseRewrites rewrites,
            History history,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.statuses = statuses;
        this.revisions = revisions;
        this.planner = planner;
        this.approvals = approvals;
        this.publications = publications;
        this.publisher = publisher;
        this.rewrites = rewrites;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Replaces the rules whole; on a routed experiment the new revision is published. */
    public Done changeRules(StoredExperiment stored, ReadRules rules, Actor actor, Change change) {
        ExperimentState state = stored.state();
        if (!(state instanceof ExperimentState.Draft)
                && !(state instanceof ExperimentState.Running)
                && !(state instanceof ExperimentState.Paused)) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_MOVE, "It is " + state.word() + "; its rules cannot be changed any more.");
        }
        if (rules.text().equals(stored.revision().rules())) {
            return new Done(stored, null);
        }
        Revision next = revisions.next(stored, stored.spec(), rules, actor, change.reason());
        Experiment changed = stored.experiment().withSpec(stored.spec().withRules(rules.text()), next.number());
        String planDiff = state.routed() ? passed(changed, next, change, actor, false) : null;
        if (change.dryRun()) {
            return new Done(new StoredExperiment(changed, next, stored.status()), null);
        }
        return commit(
                stored,
                changed,
                next,
                state.routed(),
                new Entry(actor, "rules", change.reason(), diff(stored, rules, planDiff)));
    }

    public Done move(
            StoredExperiment stored, Move move, MoveRequest request, Actor actor, Set<String> ack, boolean dryRun) {
        Instant now = clock.instant();
        ExperimentState next = move.from(stored.state(), now)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.ILLEGAL_MOVE,
                        "It is " + stored.state().word() + "; it cannot " + move.word() + ". Legal now: "
                                + String.join(", ", Move.legalFrom(stored.state())) + "."));
        Experiment changed = stored.experiment().withState(next);
        Change change = new Change(request.reason(), request.planId(), ack, dryRun);
        return switch (move) {
            case START -> {
                String diff = passed(changed, stored.revision(), change, actor, false);
                yield dryRun
                        ? preview(changed, stored.revision(), stored)
                        : commit(stored, changed, null, true, new Entry(actor, "start", request.reason(), diff));
            }
            case PAUSE, RESUME ->
                dryRun
                        ? preview(changed, stored.revision(), stored)
                        : commit(stored, changed, null, false, new Entry(actor, move.word(), request.reason(), null));
            case PROMOTE -> promote(stored, changed, request, actor, change);
            case ROLLBACK, STOP -> {
                Revision removal = revisions.next(
                        stored,
                        stored.spec(),
                        RuleReader.stored(stored.revision().rules()),
                        actor,
                        request.reason());
                Experiment ended = changed.withSpec(stored.spec(), removal.number());
                yield dryRun
                        ? preview(ended, removal, stored)
                        : commit(stored, ended, removal, true, new Entry(actor, move.word(), request.reason(), null));
            }
        };
    }

    private Done promote(StoredExperiment stored, Experiment changed, MoveRequest request, Actor actor, Change change) {
        Variant winner = Winner.of(stored.spec(), request.variant());
        Optional<BaseRewrite> base = Boolean.TRUE.equals(request.rewriteBase())
                ? Optional.of(BasePlan.allowed(rewrites.plan(stored.id(), stored.spec(), winner)))
                : Optional.empty();
        ReadRules rules = RuleReader.stored("100% to " + winner.name());
        Revision next = revisions.next(stored, stored.spec(), rules, actor, request.reason());
        Experiment promoted = changed.withSpec(stored.spec().withRules(rules.text()), next.number());
        String planDiff = passed(promoted, next, change, actor, base.isPresent())
                + base.map(BasePlan::diff).orElse("");
        if (change.dryRun()) {
            return preview(promoted, next, stored);
        }
        Entry entry = new Entry(actor, "promote", request.reason(), diff(stored, rules, planDiff));
        return commit(
                stored,
                promoted,
                next,
                true,
                entry.with(() -> base.ifPresentOrElse(
                        rewrite -> rewrites.choose(stored.id(), rewrite), () -> rewrites.forget(stored.id()))));
    }

    /** What stands in the way is thrown; what the mesh's diff would be is returned. */
    private String passed(Experiment experiment, Revision revision, Change change, Actor actor, boolean rewriteBase) {
        Plan plan = planner.plan(experiment, revision, change.ack(), List.of());
        PlanGate.check(plan.view(), change.planId());
        approvals.pass(
                experiment.id(),
                experiment.spec().namespace(),
                ApprovalGate.approved(plan.view().planId(), rewriteBase),
                actor,
                change.dryRun());
        return PlanGate.diff(plan.view());
    }

    private Done preview(Experiment changed, Revision revision, StoredExperiment stored) {
        return new Done(new StoredExperiment(changed, revision, stored.status()), null);
    }

    private Done commit(
            StoredExperiment stored, Experiment changed, @Nullable Revision revision, boolean publish, Entry entry) {
        Instant askedAt = clock.instant();
        String operation;
        try {
            operation = transaction.execute(status -> {
                if (revision == null) {
                    store.update(changed);
                } else {
                    store.update(changed, revision);
                }
                history.append(
                        changed.id(),
                        entry.actor().name(),
                        entry.action(),
                        changed.revision(),
                        entry.reason(),
                        entry.diff());
                entry.alongside().run();
                return publish
                        ? publications
                                .ask(changed.id(), changed.revision(), askedAt)
                                .operation()
                        : "";
            });
        } catch (ConcurrentChange | org.springframework.dao.DuplicateKeyException another) {
            throw new ProblemException(
                    ProblemType.PRECONDITION_FAILED, "Someone else changed " + changed.id() + " at the same moment.");
        }
        if (publish) {
            publications
                    .find(operation)
                    .ifPresent(
                            asked -> statuses.update(changed.id(), status -> status.withPublication(asked.status())));
            publisher.wake(changed.id());
        }
        StoredExperiment now = store.find(changed.id())
                .orElseThrow(() -> ProblemException.notFound("experiment called " + changed.id()));
        return new Done(now, publish ? operation : null);
    }

    /** Brings the mesh to what the store says once more, where nothing is doing so already. */
    public void republish(StoredExperiment stored) {
        publications.askUnlessOpen(stored.id(), stored.experiment().revision(), clock.instant());
        publisher.wake(stored.id());
    }

    private static String diff(StoredExperiment stored, ReadRules rules, @Nullable String planDiff) {
        String texts = "- " + stored.revision().rules().replace("\n", "\n- ") + "\n+ "
                + rules.text().replace("\n", "\n+ ");
        return planDiff == null || planDiff.isEmpty() ? texts : texts + "\n\n" + planDiff;
    }

    /** @param ack codes of warnings that the caller accepts */
    public record Change(@Nullable String reason, @Nullable String planId, Set<String> ack, boolean dryRun) {}
}

package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.rest.Cursor;
import io.meshtrial.experiment.rest.DryRun;
import io.meshtrial.experiment.rest.EntityTags;
import io.meshtrial.experiment.rest.Page;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Create, list, read and delete. */
@RestController
@RequestMapping("/api/v1/experiments")
@Tag(name = "Experiments")
class ExperimentController {

    private static final Set<String> STATES =
            Set.of("DRAFT", "RUNNING", "PAUSED", "PROMOTED", "ROLLED_BACK", "STOPPED");

    private final ExperimentStore store;
    private final Experiments experiments;
    private final SpecBuilder specs;
    private final RevisionFactory revisions;
    private final History history;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ExperimentController(
            ExperimentStore store,
            Experiments experiments,
            SpecBuilder specs,
            RevisionFactory revisions,
            History history,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.experiments = experiments;
        this.specs = specs;
        this.revisions = revisions;
        this.history = history;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    Page<ExperimentView> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Actor actor) {
        Cursor after = Cursor.parse(cursor);
        int size = Cursor.limit(limit);
        List<StoredExperiment> found = store.list(new ExperimentQuery(
                actor.namespaces(Role.VIEWER),
                state(state),
                blankToNull(service),
                blankToNull(q),
                after == null ? null : after.after(),
                size + 1));
        boolean more = found.size() > size;
        List<StoredExperiment> page = more ? found.subList(0, size) : found;
        return new Page<>(
                page.stream().map(ExperimentView::of).toList(),
                more ? new Cursor(page.getLast().id()).text() : null);
    }

    @PostMapping
    ResponseEntity<ExperimentView> create(
            @RequestBody ExperimentDraft draft, @RequestParam(required = false) @Nullable String dryRun, Actor actor) {
        SpecBuilder.Built built = specs.build(draft, actor.name());
        actor.require(built.spec().namespace(), Role.EDITOR);
        if (store.isUsed(built.id())) {
            throw new ProblemException(
                    ProblemType.ALREADY_EXISTS,
                    "The id " + built.id() + " is or was taken; ids are never given twice. Send another id.");
        }
        Experiment experiment = new Experiment(
                built.id(), 1, built.spec(), new ExperimentState.Draft(), 1, clock.instant(), true, built.derived());
        Revision revision = revisions.first(built.spec(), built.rules(), actor);
        if (DryRun.asked(dryRun)) {
            return ResponseEntity.ok(
                    ExperimentView.of(new StoredExperiment(experiment, revision, ExperimentStatus.NONE)));
        }
        StoredExperiment stored = insert(experiment, revision, actor);
        return ResponseEntity.created(URI.create("/api/v1/experiments/" + stored.id()))
                .eTag(EntityTags.of(stored.experiment().version()))
                .body(ExperimentView.of(stored));
    }

    private StoredExperiment insert(Experiment experiment, Revision revision, Actor actor) {
        try {
            return transaction.execute(status -> {
                history.append(experiment.id(), actor.name(), "create", 1, null, "+ " + revision.rules());
                return store.insert(experiment, revision);
            });
        } catch (org.springframework.dao.DuplicateKeyException taken) {
            throw new ProblemException(ProblemType.ALREADY_EXISTS, "The id " + experiment.id() + " is taken.");
        }
    }

    @GetMapping("/{id}")
    ResponseEntity<ExperimentView> read(@PathVariable String id, Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.VIEWER);
        return ResponseEntity.ok()
                .eTag(EntityTags.of(stored.experiment().version()))
                .body(ExperimentView.of(stored));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<Void> delete(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestParam(required = false) @Nullable String dryRun,
            Actor actor) {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR);
        EntityTags.require(ifMatch, stored.experiment().version());
        if (!stored.state().atRest()) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_MOVE,
                    "It is " + stored.state().word() + " and its routes stand. Stop it first; drafts and ended"
                            + " experiments can be deleted.");
        }
        if (stored.isBeingRemoved()) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_MOVE,
                    "Its routes are being taken out of the mesh. Delete it when status.publication has ended.");
        }
        if (!DryRun.asked(dryRun)) {
            transaction.executeWithoutResult(status -> {
                history.append(id, actor.name(), "delete", stored.experiment().revision(), null, null);
                store.delete(stored.experiment());
            });
        }
        return ResponseEntity.noContent().build();
    }

    private static @Nullable String state(@Nullable String state) {
        if (state == null || state.isBlank()) {
            return null;
        }
        String word = state.toUpperCase(Locale.ROOT).replace('-', '_');
        if (!STATES.contains(word)) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "state is one of "
                            + String.join(", ", STATES.stream().sorted().toList()) + ", not " + state + ".");
        }
        return word;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}

package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.definition.Experiments;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.Cursor;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Row;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the witnesses say, and asking them again. */
@RestController
@RequestMapping("/api/v1/experiments/{id}/verifications")
@Tag(name = "Verification")
class VerificationController {

    private final Experiments experiments;
    private final Verifications verifications;
    private final VerificationStore store;
    private final VerificationProperties properties;

    VerificationController(
            Experiments experiments,
            Verifications verifications,
            VerificationStore store,
            VerificationProperties properties) {
        this.experiments = experiments;
        this.verifications = verifications;
        this.store = store;
        this.properties = properties;
    }

    /** The rows as they are and the runs before, newest first. No witness is asked. */
    @GetMapping
    VerificationView read(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Actor actor) {
        return view(experiments.require(id, actor, Role.VIEWER), Cursor.parse(cursor), Cursor.limit(limit));
    }

    /** One kept run with its rows as they were. */
    @GetMapping("/{run}")
    VerificationView run(@PathVariable String id, @PathVariable long run, Actor actor) {
        experiments.require(id, actor, Role.VIEWER);
        VerificationRun found =
                store.find(id, run).orElseThrow(() -> ProblemException.notFound("run " + run + " of " + id));
        return VerificationView.of(id, found.revision(), false, found.rows(), List.of(found), null);
    }

    /**
     * Checks again: every row, or those that are named. Answers 200 with the result, or 202 where it takes longer; then
     * {@code running} is true until a GET shows it.
     */
    @PostMapping
    ResponseEntity<VerificationView> check(
            @PathVariable String id, @RequestParam(required = false) @Nullable List<String> row, Actor actor)
            throws InterruptedException {
        StoredExperiment stored = experiments.require(id, actor, Role.EDITOR, Role.APPROVER);
        if (!stored.state().routed()) {
            throw new ProblemException(
                    ProblemType.ILLEGAL_MOVE,
                    "It is " + stored.state().word() + "; there is nothing in the mesh to verify. Start it first.");
        }
        CompletableFuture<Void> look = verifications.begin(stored, rows(row), Trigger.REQUEST, actor.name());
        boolean done = await(look);
        VerificationView view = view(experiments.require(id, actor, Role.VIEWER), null, Cursor.DEFAULT_LIMIT);
        return done
                ? ResponseEntity.ok(view)
                : ResponseEntity.accepted()
                        .location(URI.create("/api/v1/experiments/" + id + "/verifications"))
                        .body(view);
    }

    private boolean await(CompletableFuture<Void> look) throws InterruptedException {
        try {
            look.get(properties.answerWithin().toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException longer) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private VerificationView view(StoredExperiment stored, @Nullable Cursor cursor, int limit) {
        List<Checked> rows =
                store.latest(stored.id()).map(VerificationRun::rows).orElse(List.of());
        List<VerificationRun> found = store.page(stored.id(), before(cursor), limit + 1);
        boolean more = found.size() > limit;
        List<VerificationRun> runs = more ? found.subList(0, limit) : found;
        return VerificationView.of(
                stored.id(),
                stored.experiment().revision(),
                verifications.isRunning(stored.id()),
                rows,
                runs,
                more ? new Cursor(String.valueOf(runs.getLast().number())).text() : null);
    }

    private static long before(@Nullable Cursor cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor.after());
        } catch (NumberFormatException other) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "that cursor belongs to another list");
        }
    }

    private static Set<Row> rows(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            return EnumSet.allOf(Row.class);
        }
        Set<Row> rows = EnumSet.noneOf(Row.class);
        for (String name : names) {
            rows.add(Row.find(name)
                    .orElseThrow(() -> new ProblemException(
                            ProblemType.MALFORMED_REQUEST,
                            "row is one of "
                                    + Arrays.stream(Row.values()).map(Row::id).collect(Collectors.joining(", "))
                                    + ", not " + name + ".")));
        }
        return rows;
    }
}

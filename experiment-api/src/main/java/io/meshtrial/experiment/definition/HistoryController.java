package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.audit.HistoryEntry;
import io.meshtrial.experiment.rest.Cursor;
import io.meshtrial.experiment.rest.Page;
import io.meshtrial.experiment.rest.ProblemException;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to an experiment: its history and its revisions. */
@RestController
@RequestMapping("/api/v1/experiments/{id}")
@Tag(name = "Experiments")
class HistoryController {

    private final Experiments experiments;
    private final ExperimentStore store;
    private final History history;

    HistoryController(Experiments experiments, ExperimentStore store, History history) {
        this.experiments = experiments;
        this.store = store;
        this.history = history;
    }

    @GetMapping("/history")
    Page<HistoryEntry> history(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit,
            Actor actor) {
        experiments.require(id, actor, Role.VIEWER);
        return history.page(id, Cursor.parse(cursor), Cursor.limit(limit));
    }

    @GetMapping("/revisions/{number}")
    RevisionView revision(@PathVariable String id, @PathVariable int number, Actor actor) {
        experiments.require(id, actor, Role.VIEWER);
        return store.revision(id, number)
                .map(RevisionView::of)
                .orElseThrow(() -> ProblemException.notFound("revision " + number + " of " + id));
    }
}

package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.audit.HistorySpool;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.Move;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.mesh.MeshForbidden;
import io.meshtrial.experiment.mesh.MeshUnavailable;
import io.meshtrial.experiment.mesh.RollbackMarks;
import io.meshtrial.experiment.rest.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes rollbacks that were done without the store over into it. Until then nothing is published over a mark; the
 * publication that follows removes the mark.
 */
@Component
class RollbackAdoption {

    private static final Logger log = LoggerFactory.getLogger(RollbackAdoption.class);

    private final RollbackMarks marks;
    private final ExperimentStore store;
    private final Lifecycle lifecycle;
    private final HistorySpool spool;
    private final History history;

    RollbackAdoption(
            RollbackMarks marks, ExperimentStore store, Lifecycle lifecycle, HistorySpool spool, History history) {
        this.marks = marks;
        this.store = store;
        this.lifecycle = lifecycle;
        this.spool = spool;
        this.history = history;
    }

    @Scheduled(fixedDelay = 1_000)
    void adopt() {
        for (RollbackMarks.Place place : marks.places()) {
            try {
                marks.at(place)
                        .keySet()
                        .forEach(experiment -> store.find(experiment).ifPresent(this::adopt));
            } catch (DataAccessException | TransactionException | MeshUnavailable | MeshForbidden away) {
                log.debug("marks at {} wait: {}", place, away.getMessage());
            } catch (ProblemException raced) {
                log.debug("marks at {} are looked at again: {}", place, raced.getMessage());
            }
        }
        try {
            spool.all().forEach(this::takeOver);
        } catch (DataAccessException | TransactionException away) {
            log.debug("the spool waits: {}", away.getMessage());
        }
    }

    private void adopt(StoredExperiment stored) {
        if (stored.state().routed()) {
            Optional<HistorySpool.Spooled> done = spooled(stored.id());
            Actor actor = done.map(entry -> new Actor(entry.actor(), List.of())).orElse(Actor.PLATFORM);
            lifecycle.move(stored, Move.ROLLBACK, new MoveRequest(null, reason(done), null), actor, Set.of(), false);
            log.warn("{}: the rollback that was done without the store is adopted", stored.id());
        } else {
            lifecycle.republish(stored);
        }
    }

    /** Another replica may have adopted the mark, which does not know who did it and why: that is told afterwards. */
    private void takeOver(HistorySpool.Spooled entry) {
        Optional<StoredExperiment> stored = store.find(entry.experiment());
        if (stored.filter(found -> found.state().routed()).isPresent()) {
            return;
        }
        if (!isTold(entry)) {
            int revision = stored.map(found -> found.experiment().revision()).orElse(0);
            history.append(
                    entry.experiment(), entry.actor(), entry.action(), revision, reason(Optional.of(entry)), null);
        }
        spool.remove(entry.experiment());
    }

    private boolean isTold(HistorySpool.Spooled entry) {
        return history.page(entry.experiment(), null, 50).items().stream()
                .anyMatch(told -> told.actor().equals(entry.actor())
                        && told.action().equals(entry.action())
                        && reason(Optional.of(entry)).equals(told.reason()));
    }

    private Optional<HistorySpool.Spooled> spooled(String experiment) {
        return spool.all().stream()
                .filter(entry -> entry.experiment().equals(experiment))
                .findFirst();
    }

    private static String reason(Optional<HistorySpool.Spooled> done) {
        return done.map(entry -> (entry.reason() == null ? "" : entry.reason() + " ") + "(Done at " + entry.at()
                        + " while the store was away.)")
                .orElse("The mark in the mesh says that it was rolled back while the store was away.");
    }
}

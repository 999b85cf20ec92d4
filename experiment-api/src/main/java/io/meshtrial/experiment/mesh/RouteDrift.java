package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.ConcurrentChange;
import io.meshtrial.experiment.definition.DriftStatus;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusCondition.Status;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.leadership.LeadershipGained;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.routing.object.MeshObject;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Follows the live VirtualServices. A foreign edit is shown with its diff and its author and merged around; where it
 * changes the base routes, the experiment waits for someone to accept it. Our routes are put back, twice at most.
 */
@Component
class RouteDrift implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RouteDrift.class);

    private final MeshPort mesh;
    private final ExperimentStore store;
    private final StatusStore statuses;
    private final PublishedSpecs published;
    private final Publications publications;
    private final MeshPublisher publisher;
    private final PutBacks putBacks;
    private final RollbackMarks marks;
    private final Leadership leadership;
    private final History history;
    private final StoreOutage outage;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("drift").factory());
    private AutoCloseable watch = () -> {};
    private volatile boolean running;

    RouteDrift(
            MeshPort mesh,
            ExperimentStore store,
            StatusStore statuses,
            PublishedSpecs published,
            Publications publications,
            MeshPublisher publisher,
            PutBacks putBacks,
            RollbackMarks marks,
            Leadership leadership,
            History history,
            StoreOutage outage,
            Clock clock,
            MeterRegistry metrics) {
        this.mesh = mesh;
        this.store = store;
        this.statuses = statuses;
        this.published = published;
        this.publications = publications;
        this.publisher = publisher;
        this.putBacks = putBacks;
        this.marks = marks;
        this.leadership = leadership;
        this.history = history;
        this.outage = outage;
        this.clock = clock;
        this.metrics = metrics;
    }

    @Override
    public void start() {
        running = true;
        watch = mesh.watch(Kind.VIRTUAL_SERVICE, event -> {
            if (running && event instanceof MeshEvent.Seen seen) {
                marks.seen(seen.object());
                thread.execute(() -> look(seen.object()));
            }
        });
    }

    /** What happened while another replica led. */
    @EventListener(LeadershipGained.class)
    void gained() {
        if (running) {
            thread.execute(this::lookAtAll);
        }
    }

    private void lookAtAll() {
        try {
            mesh.list(Kind.VIRTUAL_SERVICE).forEach(this::look);
        } catch (MeshUnavailable | MeshForbidden away) {
            log.warn("drift is not known for now: {}", away.getMessage());
        }
    }

    private void look(MeshObject object) {
        if (!leadership.holds()) {
            return;
        }
        try {
            for (StoredExperiment stored : store.routedIn(object.namespace(), object.name())) {
                boolean settled = stored.status().observedRevision()
                                == stored.experiment().revision()
                        && publications.open(stored.id()).isEmpty();
                if (settled) {
                    look(stored);
                }
            }
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("drift of {} is not known: {}", object.title(), failed.toString());
            }
        }
    }

    /** The object is read again: events may be old by now. */
    private void look(StoredExperiment stored) {
        mesh.get(Kind.VIRTUAL_SERVICE, stored.spec().namespace(), stored.spec().virtualService())
                .filter(live -> !RollbackMark.of(live).names(stored.id()))
                .flatMap(live ->
                        published.find(stored.id()).flatMap(spec -> ForeignEdit.between(spec, live, stored.id())))
                .ifPresent(edit -> found(stored, edit));
    }

    private void found(StoredExperiment stored, ForeignEdit edit) {
        String who = edit.fieldManager() == null ? "someone else" : edit.fieldManager();
        Instant now = clock.instant();
        metrics.counter("meshtrial.drift").increment();
        boolean contested = edit.ownedChanged() && putBacks.isContested(stored.id(), who, now);
        String message = edit.object().title() + " was changed by " + who
                + (edit.baseChanged() ? "; the base routes are not what they were" : "")
                + (edit.ownedChanged() ? "; routes of the experiment were altered or removed" : "") + ".";
        log.warn("{}: {}", stored.id(), message);
        String hash = Integer.toHexString(
                PublishedSpec.of(edit.object(), stored.id()).base().hashCode());
        statuses.update(
                stored.id(),
                status -> status.withDrift(new DriftStatus(
                                edit.object().title(),
                                edit.fieldManager(),
                                now,
                                edit.baseChanged()
                                        || (status.drift() != null
                                                && status.drift().baseChanged()),
                                edit.ownedChanged(),
                                edit.diff(),
                                hash))
                        .withCondition(new StatusCondition("InSync", Status.FALSE, "ForeignEdit", message, now))
                        .withCondition(new StatusCondition(
                                "Contested",
                                contested ? Status.TRUE : Status.FALSE,
                                contested ? "PutBackTwice" : "Quiet",
                                contested
                                        ? who
                                                + " reverts the routes again and again; nothing is written until you intervene."
                                        : "Nobody reverts the routes repeatedly.",
                                now)));
        history.append(
                stored.id(),
                who,
                edit.ownedChanged() && !contested ? PutBacks.ACTION : "drift",
                stored.experiment().revision(),
                message,
                edit.diff());
        if (edit.baseChanged()) {
            disputed(stored.id(), edit.since(now));
        }
        if (contested) {
            published.save(stored.id(), PublishedSpec.of(edit.object(), stored.id()));
        } else {
            publications.ask(stored.id(), stored.experiment().revision(), now);
            publisher.wake(stored.id());
        }
    }

    private void disputed(String id, Instant edit) {
        for (int attempt = 0; attempt < 5; attempt++) {
            try {
                store.find(id)
                        .filter(stored -> stored.experiment().accepted())
                        .ifPresent(stored -> store.update(stored.experiment().disputedFrom(edit)));
                return;
            } catch (ConcurrentChange another) {
                log.debug("{} was changed meanwhile", id);
            }
        }
    }

    @Override
    public void stop() {
        running = false;
        try {
            watch.close();
        } catch (Exception failed) {
            log.debug("the watch did not close: {}", failed.toString());
        }
        thread.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

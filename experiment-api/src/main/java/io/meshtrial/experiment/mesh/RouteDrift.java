package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.leadership.LeadershipGained;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.experiment.rest.TraceId;
import io.meshtrial.routing.object.MeshObject;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Follows the live VirtualServices and notices where one is not what was published. */
@Component
class RouteDrift implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RouteDrift.class);

    private final MeshPort mesh;
    private final ExperimentStore store;
    private final PublishedSpecs published;
    private final Publications publications;
    private final DriftResponse response;
    private final RollbackMarks marks;
    private final Leadership leadership;
    private final StoreOutage outage;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("drift").factory());
    private AutoCloseable watch = () -> {};
    private volatile boolean running;

    RouteDrift(
            MeshPort mesh,
            ExperimentStore store,
            PublishedSpecs published,
            Publications publications,
            DriftResponse response,
            RollbackMarks marks,
            Leadership leadership,
            StoreOutage outage) {
        this.mesh = mesh;
        this.store = store;
        this.published = published;
        this.publications = publications;
        this.response = response;
        this.marks = marks;
        this.leadership = leadership;
        this.outage = outage;
    }

    @Override
    public void start() {
        running = true;
        watch = mesh.watch(Kind.VIRTUAL_SERVICE, event -> {
            if (running) {
                if (event instanceof MeshEvent.Seen seen) {
                    marks.seen(seen.object());
                }
                soon(() -> look(event.object()));
            }
        });
        soon(this::lookAtAll);
    }

    /** What happened while another replica led. */
    @EventListener(LeadershipGained.class)
    void gained() {
        if (running) {
            soon(this::lookAtAll);
        }
    }

    /** What was seen while a publication was under way had to wait. */
    @EventListener
    void recorded(PublicationRecorded publication) {
        if (running) {
            soon(() -> guarded(
                    publication.experiment(),
                    () -> store.find(publication.experiment())
                            .filter(stored -> stored.state().routed())
                            .ifPresent(this::lookIfSettled)));
        }
    }

    private void soon(Runnable look) {
        try {
            thread.execute(() -> {
                try (TraceId.Carried _ = TraceId.carry(null)) {
                    look.run();
                }
            });
        } catch (RejectedExecutionException stopped) {
            log.debug("nothing is looked at any more");
        }
    }

    /** From the experiments, not from the objects: one that was deleted is in no list. */
    private void lookAtAll() {
        guarded(
                "all experiments",
                () -> store.routed().forEach(stored -> {
                    try {
                        lookIfSettled(stored);
                    } catch (MeshForbidden refused) {
                        log.warn("drift of {} is not known: {}", stored.id(), refused.getMessage());
                    }
                }));
    }

    private void look(MeshObject object) {
        guarded(
                object.title(),
                () -> store.routedIn(object.namespace(), object.name()).forEach(this::lookIfSettled));
    }

    private void guarded(String what, Runnable look) {
        try {
            if (leadership.holds()) {
                look.run();
            }
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("drift of {} is not known: {}", what, failed.toString());
            }
        }
    }

    private void lookIfSettled(StoredExperiment stored) {
        boolean settled =
                stored.status().observedRevision() == stored.experiment().revision()
                        && publications.open(stored.id()).isEmpty();
        if (settled) {
            look(stored);
        }
    }

    /** The object is read again: events may be old by now. */
    private void look(StoredExperiment stored) {
        Optional<MeshObject> live = mesh.get(
                Kind.VIRTUAL_SERVICE, stored.spec().namespace(), stored.spec().virtualService());
        published
                .find(stored.id())
                .ifPresent(before -> live.ifPresentOrElse(
                        object -> compare(stored, before, object), () -> response.gone(stored, before)));
    }

    private void compare(StoredExperiment stored, PublishedSpec before, MeshObject live) {
        if (!RollbackMark.of(live).names(stored.id())) {
            ForeignEdit.between(before, live, stored.id(), published.known(live, stored.id()))
                    .filter(edit -> !response.isTold(stored.status(), edit))
                    .ifPresent(edit -> response.answer(stored, before, edit));
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

package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.leadership.LeadershipGained;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.experiment.rest.TraceId;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Runs publications: one at a time per experiment, each from what the store says now. What was open when the process
 * ended is taken up again at the start, so a kill at any point converges.
 */
@Component
public class MeshPublisher implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(MeshPublisher.class);

    /** Beside the trace id in every log line of a publication. */
    private static final String OPERATION = "operation";

    private final Publications publications;
    private final PublicationRun run;
    private final ExperimentStore store;
    private final Clock clock;
    private final Leadership leadership;
    private final StoreOutage outage;
    private final MeterRegistry metrics;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("publish-", 0).factory());
    private volatile boolean running;

    MeshPublisher(
            Publications publications,
            PublicationRun run,
            ExperimentStore store,
            Clock clock,
            Leadership leadership,
            StoreOutage outage,
            MeterRegistry metrics) {
        this.clock = clock;
        this.publications = publications;
        this.run = run;
        this.store = store;
        this.leadership = leadership;
        this.outage = outage;
        this.metrics = metrics;
    }

    /** Starts working on what is open for an experiment, where this replica leads; returns at once. */
    public void wake(String experiment) {
        if (running && leadership.holds() && busy.add(experiment)) {
            threads.execute(() -> work(experiment));
        }
    }

    /** Something to be done on an experiment's routes between publications. */
    interface Work {
        void run() throws InterruptedException;
    }

    /**
     * Does something on an experiment's routes while no publication of it is worked on, then what was asked for meanwhile.
     *
     * @return false where a publication is worked on; nothing is done then
     */
    boolean between(String experiment, Work work) {
        if (!running || !leadership.holds() || !busy.add(experiment)) {
            return false;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                if (!outage.explains(failed)) {
                    log.warn("the routes of {} are looked at again: {}", experiment, failed.toString());
                }
            }
            work(experiment);
        });
        return true;
    }

    private void work(String experiment) {
        boolean again = true;
        try {
            while (again && running) {
                var open = publications.open(experiment);
                again = !open.isEmpty() && publish(open.getLast());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            takenUpLater(experiment, failed);
        } finally {
            busy.remove(experiment);
        }
    }

    private void takenUpLater(String experiment, RuntimeException failed) {
        if (!outage.explains(failed)) {
            log.error("publication of {} failed; it is taken up again", experiment, failed);
        }
    }

    /** @return whether to look for more at once */
    private boolean publish(Publication publication) throws InterruptedException {
        try (TraceId.Carried _ = TraceId.carry(publication.trace());
                MDC.MDCCloseable _ = MDC.putCloseable(OPERATION, publication.operation())) {
            try {
                return published(publication);
            } catch (RuntimeException failed) {
                takenUpLater(publication.experiment(), failed);
                return false;
            }
        }
    }

    private boolean published(Publication publication) throws InterruptedException {
        Timer.Sample sample = Timer.start(metrics);
        Publication ended = run.run(publication);
        sample.stop(metrics.timer(
                "meshtrial.publish", "state", ended.status().state().name().toLowerCase(Locale.ROOT)));
        if (ended.status().state() == PublicationStatus.State.FAILED) {
            PublishMetrics.unconfirmed(metrics, ended.experiment()).increment();
        }
        return ended.status().state() != PublicationStatus.State.RUNNING;
    }

    /** Takes up what is left over, and what could not be finished for now. */
    @Scheduled(initialDelay = 2_000, fixedDelay = 2_000)
    void takeUp() {
        if (!leadership.holds()) {
            return;
        }
        publications.open().forEach(publication -> wake(publication.experiment()));
    }

    /** What another replica stored. */
    @EventListener
    void changedElsewhere(ExperimentChanged change) {
        if (change.elsewhere()) {
            wake(change.experiment());
        }
    }

    @EventListener(LeadershipGained.class)
    void gained() {
        takeUp();
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        takeUp();
        for (StoredExperiment routed : store.routed()) {
            int revision = routed.experiment().revision();
            if (routed.status().observedRevision() != revision) {
                log.warn("{} is published anew: nothing says that revision {} stands", routed.id(), revision);
                publications.askUnlessOpen(routed.id(), revision, clock.instant());
                wake(routed.id());
            }
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        threads.shutdownNow();
        try {
            boolean ended = threads.awaitTermination(5, TimeUnit.SECONDS);
            log.debug("publications ended in time: {}", ended);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

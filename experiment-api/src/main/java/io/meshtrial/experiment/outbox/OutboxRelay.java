package io.meshtrial.experiment.outbox;

import io.meshtrial.experiment.definition.Documents;
import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.leadership.LeadershipGained;
import io.meshtrial.experiment.rest.StoreOutage;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Sends what is in the outbox, on its own thread: nothing waits for Kafka. A change leaves the outbox after the broker
 * has it, so it may be told twice and is never lost.
 */
@Component
class OutboxRelay implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    private final Outbox outbox;
    private final ExperimentStore experiments;
    private final ExperimentTopic topic;
    private final Documents documents;
    private final Leadership leadership;
    private final StoreOutage outage;
    private final Semaphore work = new Semaphore(0);
    private volatile boolean running;

    /** Why nothing was sent last time; only the outbox's own thread has to do with it. */
    private String waitsFor = "";

    private volatile Thread thread = Thread.currentThread();

    OutboxRelay(
            Outbox outbox,
            ExperimentStore experiments,
            ExperimentTopic topic,
            Documents documents,
            Leadership leadership,
            StoreOutage outage,
            MeterRegistry metrics) {
        this.outbox = outbox;
        this.experiments = experiments;
        this.topic = topic;
        this.documents = documents;
        this.leadership = leadership;
        this.outage = outage;
        Gauge.builder("meshtrial.outbox.pending", outbox, Outbox::size)
                .description("Changes that analytics has not been told yet")
                .register(metrics);
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(ExperimentChanged change) {
        work.release();
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("outbox").start(this::run);
    }

    private void run() {
        long pause = 100;
        while (running) {
            try {
                if (leadership.holds()) {
                    sendPending();
                }
                if (!waitsFor.isEmpty()) {
                    log.info("experiments are told to analytics again");
                    waitsFor = "";
                }
                pause = 100;
                boolean signalled = work.tryAcquire(LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS);
                if (signalled) {
                    work.drainPermits();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (ExecutionException | TimeoutException | RuntimeException failed) {
                waits(failed);
                pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
                try {
                    Thread.sleep(pause);
                } catch (InterruptedException stopped) {
                    return;
                }
            }
        }
    }

    /** One line for one cause, however often it is tried. */
    private void waits(Exception failed) {
        String cause = StoreOutage.cause(failed);
        if (!outage.explains(failed) && !cause.equals(waitsFor)) {
            waitsFor = cause;
            log.warn("experiments cannot be told to analytics yet: {}", cause);
        }
    }

    private void sendPending() throws ExecutionException, TimeoutException, InterruptedException {
        for (Outbox.Pending pending : outbox.pending()) {
            Optional<StoredExperiment> found = experiments.find(pending.experiment());
            long version = version(found);
            String message = found.map(stored -> documents.write(ExperimentMessage.of(
                            stored.experiment(),
                            experiments.revisions(stored.id()),
                            experiments.revisionsThatMayHaveStood(stored.id()))))
                    .orElse(null);
            topic.send(pending.experiment(), message);
            if (isStill(version, pending.experiment())) {
                outbox.sent(pending);
            }
        }
    }

    /**
     * Whether what was sent is still the newest. A replica that was paused in mid-send may have told an old state after
     * a new one: then the change stays in the outbox, or comes back to it, and the newest state is told last.
     */
    private boolean isStill(long version, String experiment) {
        boolean still = version(experiments.find(experiment)) == version;
        if (!still) {
            outbox.again(experiment);
        }
        return still;
    }

    private static long version(Optional<StoredExperiment> found) {
        return found.map(stored -> stored.experiment().version()).orElse(-1L);
    }

    @EventListener
    void leads(LeadershipGained gained) {
        work.release();
    }

    @Override
    public void stop() {
        running = false;
        thread.interrupt();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

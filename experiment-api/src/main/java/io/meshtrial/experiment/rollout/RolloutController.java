package io.meshtrial.experiment.rollout;

import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.rest.StoreOutage;
import io.meshtrial.experiment.rest.TraceId;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The loop. Each tick looks at every experiment whose routes stand, from what the store says now: a lost tick or a
 * restart can neither stall nor double a step. A slow answer for one experiment delays no other.
 */
@Component
class RolloutController implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RolloutController.class);

    private final ExperimentStore store;
    private final RolloutTick tick;
    private final Leadership leadership;
    private final RolloutMetrics metrics;
    private final StoreOutage outage;
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("rollout-", 0).factory());
    private volatile boolean running;

    RolloutController(
            ExperimentStore store,
            RolloutTick tick,
            Leadership leadership,
            RolloutMetrics metrics,
            StoreOutage outage) {
        this.outage = outage;
        this.store = store;
        this.tick = tick;
        this.leadership = leadership;
        this.metrics = metrics;
    }

    @Scheduled(initialDelayString = "${meshtrial.rollout.tick:2s}", fixedDelayString = "${meshtrial.rollout.tick:2s}")
    void tick() {
        if (!running || !leadership.holds()) {
            metrics.keep(Set.of());
            return;
        }
        Set<String> followed = new HashSet<>();
        try {
            for (StoredExperiment stored : store.routed()) {
                boolean live = stored.state() instanceof ExperimentState.Running
                        || stored.state() instanceof ExperimentState.Paused;
                if (live && stored.spec().rollout() != null) {
                    followed.add(stored.id());
                }
                if (live && busy.add(stored.id())) {
                    threads.execute(() -> traced(stored));
                }
            }
            metrics.keep(followed);
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("rollouts are looked at again: {}", StoreOutage.cause(failed));
            }
        }
    }

    private void traced(StoredExperiment stored) {
        try (TraceId.Carried _ = TraceId.carry(null)) {
            run(stored);
        }
    }

    private void run(StoredExperiment stored) {
        try {
            tick.run(stored);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("the rollout of {} is looked at again: {}", stored.id(), StoreOutage.cause(failed));
            }
        } finally {
            busy.remove(stored.id());
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
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

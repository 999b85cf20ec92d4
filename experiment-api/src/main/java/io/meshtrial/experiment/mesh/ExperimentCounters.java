package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.rest.StoreOutage;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Registers the counters of each experiment whose routes stand in the mesh, with 0, before anything happens to it: alerts on
 * them name the experiment, and their links lead to it.
 */
@Component
class ExperimentCounters {

    private static final Logger log = LoggerFactory.getLogger(ExperimentCounters.class);

    private final ExperimentStore store;
    private final MeterRegistry metrics;
    private final StoreOutage outage;

    ExperimentCounters(ExperimentStore store, MeterRegistry metrics, StoreOutage outage) {
        this.store = store;
        this.metrics = metrics;
        this.outage = outage;
    }

    @Scheduled(fixedDelay = 2_000)
    void register() {
        try {
            store.routed().forEach(stored -> {
                PublishMetrics.drift(metrics, stored.id());
                PublishMetrics.unconfirmed(metrics, stored.id());
            });
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("counters of experiments are registered later: {}", StoreOutage.cause(failed));
            }
        }
    }
}

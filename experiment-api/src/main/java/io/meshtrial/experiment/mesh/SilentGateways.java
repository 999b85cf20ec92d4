package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.leadership.Leadership;
import io.meshtrial.experiment.rest.StoreOutage;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Has gateways that did not serve a publication asked again, at growing pauses, until they do or something newer is
 * published: what froze a listener is mostly another object, and nobody tells when that is repaired.
 */
@Component
class SilentGateways {

    /** @param times how often it was asked again */
    private record Turn(int revision, int times, Instant next) {}

    private static final Logger log = LoggerFactory.getLogger(SilentGateways.class);

    private final ExperimentStore store;
    private final Publications publications;
    private final MeshPublisher publisher;
    private final LateConfirmation confirmation;
    private final GatewayWait gateways;
    private final Leadership leadership;
    private final StoreOutage outage;
    private final Clock clock;

    /** Of the scheduler's thread alone; lost with the process, which then begins with the shortest pause. */
    private final Map<String, Turn> turns = new HashMap<>();

    SilentGateways(
            ExperimentStore store,
            Publications publications,
            MeshPublisher publisher,
            LateConfirmation confirmation,
            GatewayWait gateways,
            Leadership leadership,
            StoreOutage outage,
            Clock clock) {
        this.store = store;
        this.publications = publications;
        this.publisher = publisher;
        this.confirmation = confirmation;
        this.gateways = gateways;
        this.leadership = leadership;
        this.outage = outage;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000)
    void tick() {
        if (!leadership.holds() || !gateways.canAsk()) {
            turns.clear();
            return;
        }
        try {
            List<StoredExperiment> silent =
                    store.routed().stream().filter(LateConfirmation::waits).toList();
            turns.keySet().retainAll(silent.stream().map(StoredExperiment::id).collect(Collectors.toSet()));
            silent.forEach(this::look);
        } catch (RuntimeException failed) {
            if (!outage.explains(failed)) {
                log.warn("silent gateways are asked later: {}", StoreOutage.cause(failed));
            }
        }
    }

    private void look(StoredExperiment stored) {
        int revision = stored.experiment().revision();
        Instant now = clock.instant();
        Turn turn = turns.get(stored.id());
        if (turn == null || turn.revision() != revision) {
            turns.put(stored.id(), new Turn(revision, 0, now.plus(gateways.pause(1))));
        } else if (!now.isBefore(turn.next())
                && publications.open(stored.id()).isEmpty()
                && publisher.between(stored.id(), () -> confirmation.ask(stored.id()))) {
            int times = turn.times() + 1;
            turns.put(
                    stored.id(),
                    new Turn(revision, times, now.plus(gateways.patience()).plus(gateways.pause(times + 1))));
        }
    }
}

package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentStatus;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusCondition.Status;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Asks once more whether gateways serve what is published, with a probe of its own. When between two questions it came into
 * effect nobody knows: time to effect stays unknown.
 */
@Component
class LateConfirmation {

    private static final Logger log = LoggerFactory.getLogger(LateConfirmation.class);

    private final ExperimentStore store;
    private final StatusStore statuses;
    private final RouteWriter writer;
    private final PublicationMemory memory;
    private final GatewayWait gateways;
    private final RandomGenerator random;
    private final Clock clock;
    private final MeterRegistry metrics;

    LateConfirmation(
            ExperimentStore store,
            StatusStore statuses,
            RouteWriter writer,
            PublicationMemory memory,
            GatewayWait gateways,
            RandomGenerator random,
            Clock clock,
            MeterRegistry metrics) {
        this.store = store;
        this.statuses = statuses;
        this.writer = writer;
        this.memory = memory;
        this.gateways = gateways;
        this.random = random;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Published and not served; over a contest or an edit that nobody has accepted nothing is written. */
    static boolean waits(StoredExperiment stored) {
        ExperimentStatus status = stored.status();
        return status.unserved().isPresent()
                && status.observedRevision() == stored.experiment().revision()
                && status.drift() == null
                && stored.experiment().accepted();
    }

    /** To be called while no publication of the experiment is worked on. */
    void ask(String experiment) throws InterruptedException {
        Optional<StoredExperiment> waiting =
                store.find(experiment).filter(stored -> stored.state().routed()).filter(LateConfirmation::waits);
        if (waiting.isEmpty()) {
            return;
        }
        int revision = waiting.get().experiment().revision();
        Probe probe = Probe.fresh(experiment, revision, gateways.path(), random);
        if (writer.write(experiment, probe::route) instanceof RouteWriter.Outcome.Stands stands) {
            memory.remember(experiment, stands.object());
            Confirmation confirmation = gateways.answered(probe, stands.object());
            metrics.counter(PublishMetrics.CONFIRMATIONS, "result", PublishMetrics.name(confirmation.getClass()))
                    .increment();
            if (confirmation instanceof Confirmation.Silent) {
                PublishMetrics.unconfirmed(metrics, experiment).increment();
            }
            if (isTakenOut(experiment) && confirmation instanceof Confirmation.Confirmed) {
                confirmed(experiment, revision);
            }
        }
    }

    /** A probe that stays goes with the next question, or with the next publication. */
    private boolean isTakenOut(String experiment) throws InterruptedException {
        if (writer.write(experiment, object -> Optional.empty()) instanceof RouteWriter.Outcome.Stands stands) {
            memory.remember(experiment, stands.object());
            return true;
        }
        return false;
    }

    private void confirmed(String experiment, int revision) {
        String message = "The gateway serves revision " + revision
                + ", later than it was waited for; time to effect is not known.";
        log.info("{}: {}", experiment, message);
        statuses.update(
                experiment,
                status -> status.observedRevision() == revision
                                && status.unserved().isPresent()
                        ? said(status, message)
                                .withCondition(new StatusCondition(
                                        StatusCondition.CONFIRMED,
                                        Status.TRUE,
                                        "AnsweredLate",
                                        message,
                                        clock.instant()))
                        : status);
    }

    private static ExperimentStatus said(ExperimentStatus status, String message) {
        PublicationStatus shown = status.publication();
        return shown == null ? status : status.withPublication(shown.saying(message));
    }
}

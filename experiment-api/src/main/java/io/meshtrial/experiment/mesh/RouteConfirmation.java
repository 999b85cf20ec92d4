package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.PublicationPoint.Point;
import io.meshtrial.experiment.definition.StatusCondition;
import io.meshtrial.experiment.definition.StatusCondition.Status;
import io.meshtrial.experiment.definition.StatusStore;
import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.object.MeshObject;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a gateway whether it serves what was written, and says what came of it. */
@Component
class RouteConfirmation {

    private static final Logger log = LoggerFactory.getLogger(RouteConfirmation.class);

    private final GatewayWait gateways;
    private final StatusStore statuses;
    private final Clock clock;
    private final MeterRegistry metrics;

    RouteConfirmation(GatewayWait gateways, StatusStore statuses, Clock clock, MeterRegistry metrics) {
        this.gateways = gateways;
        this.statuses = statuses;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * @param written with the point that its routes are written
     * @param reached stores a point and returns the publication that has it
     * @return empty where a newer operation has taken its place
     */
    Optional<Publication> confirm(
            Publication written, MeshObject object, Probe probe, BiFunction<Publication, Point, Publication> reached)
            throws InterruptedException {
        Confirmation confirmation = gateways.answered(probe, object, written);
        metrics.counter(PublishMetrics.CONFIRMATIONS, "result", PublishMetrics.name(confirmation.getClass()))
                .increment();
        return switch (confirmation) {
            case Confirmation.Confirmed confirmed -> Optional.of(serves(written, reached));
            case Confirmation.NothingToAsk none -> unasked(written);
            case Confirmation.Silent silent -> {
                PublishMetrics.unconfirmed(metrics, written.experiment()).increment();
                yield Optional.of(silent(written, silent));
            }
            case Confirmation.Superseded superseded -> Optional.empty();
        };
    }

    private Publication serves(Publication written, BiFunction<Publication, Point, Publication> reached) {
        Duration effect = Duration.between(written.askedAt(), clock.instant());
        metrics.timer("meshtrial.time.to.effect").record(effect);
        Publication confirmed =
                reached.apply(written.with(written.status().effectiveAfter(effect.toMillis())), Point.ROUTES_CONFIRMED);
        confirmedIs(
                written,
                Status.TRUE,
                "ProbeAnswered",
                "The gateway serves revision " + written.status().revision() + " since " + effect.toMillis()
                        + " ms after it was asked for.");
        return confirmed;
    }

    private Optional<Publication> unasked(Publication written) throws InterruptedException {
        if (!gateways.blind(written)) {
            return Optional.empty();
        }
        confirmedIs(
                written,
                Status.UNKNOWN,
                "NothingToAsk",
                "No gateway address is configured that could be asked; waited "
                        + gateways.unconfirmed().toMillis() + " ms instead.");
        return Optional.of(written);
    }

    private Publication silent(Publication written, Confirmation.Silent silent) {
        String message = "The object is accepted, and " + silent.gateway() + " does not serve it after "
                + gateways.patience().toSeconds() + " s (last: " + silent.last()
                + "). Its route table may be frozen by another object.";
        log.warn("{}: {}", written.experiment(), message);
        confirmedIs(written, Status.FALSE, "ProbeSilent", message);
        return written.with(written.status().saying(message));
    }

    private void confirmedIs(Publication publication, Status value, String reason, String message) {
        statuses.update(
                publication.experiment(),
                status -> status.withCondition(
                        new StatusCondition(StatusCondition.CONFIRMED, value, reason, message, clock.instant())));
    }
}

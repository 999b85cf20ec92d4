package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;

/**
 * Asks every gateway whether it has taken an experiment's routes out. For that a probe stands alone for a moment where the
 * routes stood: whoever answers it serves the object without them.
 */
@Component
class RemovalConfirmation {

    private static final RouteWriter.Outcome.Later SUPERSEDED =
            new RouteWriter.Outcome.Later("something newer is to be published");

    private final RouteWriter writer;
    private final GatewayWait gateways;
    private final RandomGenerator random;

    RemovalConfirmation(RouteWriter writer, GatewayWait gateways, RandomGenerator random) {
        this.writer = writer;
        this.gateways = gateways;
        this.random = random;
    }

    /**
     * To be called when the routes are gone from the object.
     *
     * @return what is still to be waited for; empty where nobody serves the routes, or nobody can be asked and time has
     *     been given
     */
    Optional<RouteWriter.Outcome.Later> confirm(Publication publication) throws InterruptedException {
        String experiment = publication.experiment();
        Probe probe = Probe.fresh(experiment, publication.status().revision(), gateways.path(), random);
        RouteWriter.Outcome written = gateways.canAsk()
                ? writer.writeProbes(
                        experiment, object -> probe.route(object).stream().toList())
                : new RouteWriter.Outcome.Removed(Optional.empty(), false);
        return switch (written) {
            case RouteWriter.Outcome.Later later -> Optional.of(later);
            case RouteWriter.Outcome.Stands stands -> {
                Confirmation confirmation = gateways.answered(probe, stands.object(), publication);
                RouteWriter.Outcome cleared = writer.write(experiment, object -> Optional.empty());
                yield cleared instanceof RouteWriter.Outcome.Later later ? Optional.of(later) : waitsFor(confirmation);
            }
            case RouteWriter.Outcome.Removed nothingToAsk -> waited(publication);
            case RouteWriter.Outcome.Impossible impossible -> waited(publication);
            case RouteWriter.Outcome.RolledBack rolledBack -> waited(publication);
        };
    }

    private Optional<RouteWriter.Outcome.Later> waited(Publication publication) throws InterruptedException {
        return gateways.blind(publication) ? Optional.empty() : Optional.of(SUPERSEDED);
    }

    private static Optional<RouteWriter.Outcome.Later> waitsFor(Confirmation confirmation) {
        return switch (confirmation) {
            case Confirmation.Confirmed confirmed -> Optional.empty();
            case Confirmation.NothingToAsk none -> Optional.empty();
            case Confirmation.Superseded superseded -> Optional.of(SUPERSEDED);
            case Confirmation.Silent silent ->
                Optional.of(new RouteWriter.Outcome.Later(silent.gateway()
                        + " may serve the removed routes still (last: " + silent.last()
                        + "); their destinations stay until it does not"));
        };
    }
}

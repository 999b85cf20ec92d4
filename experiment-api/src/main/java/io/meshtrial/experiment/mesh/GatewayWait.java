package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for gateways on behalf of a publication: until they answer, or for a fixed time where nobody can be asked. */
@Component
class GatewayWait {

    private static final int DOUBLINGS = 5;

    private final GatewayProber prober;
    private final GatewayProperties gateways;
    private final Publications publications;

    GatewayWait(GatewayProber prober, GatewayProperties gateways, Publications publications) {
        this.prober = prober;
        this.gateways = gateways;
        this.publications = publications;
    }

    /** Whether there is anybody to ask. */
    boolean canAsk() {
        return prober.canAsk();
    }

    /** Path of the requests that probes take. */
    String path() {
        return prober.path();
    }

    Duration patience() {
        return gateways.patience();
    }

    /** The time that routes are given where no gateway says that it has them. */
    Duration unconfirmed() {
        return gateways.unconfirmedWait();
    }

    /** Asks until every gateway knows the probe, patience is over, or something newer takes the publication's place. */
    Confirmation answered(GatewayProbe probe, MeshObject object, Publication publication) throws InterruptedException {
        return answered(probe, object, () -> !publications.isOpen(publication.operation()));
    }

    /** The same while no publication is under way: one that comes takes its place. */
    Confirmation answered(GatewayProbe probe, MeshObject object) throws InterruptedException {
        return answered(
                probe, object, () -> !publications.open(probe.experiment()).isEmpty());
    }

    private Confirmation answered(GatewayProbe probe, MeshObject object, BooleanSupplier superseded)
            throws InterruptedException {
        return probe.route(object).isEmpty()
                ? new Confirmation.NothingToAsk()
                : prober.confirm(probe, object, superseded);
    }

    /** The pause before a gateway that did not answer is asked for the {@code n}th time again, from 1. */
    Duration pause(int n) {
        return gateways.askAgain().multipliedBy(1L << Math.min(n - 1, DOUBLINGS));
    }

    /** Lets the time pass that routes are given where nobody can be asked. */
    void blind() throws InterruptedException {
        Thread.sleep(gateways.unconfirmedWait());
    }
}

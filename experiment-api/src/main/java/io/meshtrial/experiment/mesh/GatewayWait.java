package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Waits for gateways on behalf of a publication: until they answer, or for a fixed time where nobody can be asked. */
@Component
class GatewayWait {

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
        return probe.route(object).isEmpty()
                ? new Confirmation.NothingToAsk()
                : prober.confirm(probe, object, () -> !publications.isOpen(publication.operation()));
    }

    /** Lets the time pass that routes are given where nobody can be asked. */
    void blind() throws InterruptedException {
        Thread.sleep(gateways.unconfirmedWait());
    }
}

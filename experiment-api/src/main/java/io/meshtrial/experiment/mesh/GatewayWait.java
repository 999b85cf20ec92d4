package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.mesh.GatewayProber.Confirmation;
import io.meshtrial.experiment.mesh.Publications.Publication;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/** Waits for gateways on behalf of a publication: until they answer, or for a fixed time where nobody can be asked. */
@Component
class GatewayWait {

    private static final int DOUBLINGS = 5;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

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

    /**
     * Lets the time pass that routes are given where nobody can be asked.
     *
     * @return false where something newer has taken the publication's place; nothing is waited for any more then
     */
    boolean blind(Publication publication) throws InterruptedException {
        long end = System.nanoTime() + gateways.unconfirmedWait().toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (!publications.isOpen(publication.operation())) {
                return false;
            }
            TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_NANOS));
        }
        return true;
    }
}

package io.meshtrial.experiment.leadership;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A Lease of {@code coordination.k8s.io/v1}.
 *
 * @param holder identity of the replica that leads; empty where it was given back
 * @param duration for how long others wait after they last saw it change
 * @param transitions how often it went to another holder
 * @param resourceVersion the fence of the next write; null before it is written first
 */
public record Lease(
        String holder,
        Duration duration,
        Instant acquiredAt,
        Instant renewedAt,
        int transitions,
        @Nullable String resourceVersion) {

    boolean isHeldBy(String identity) {
        return holder.equals(identity);
    }

    boolean isFree() {
        return holder.isEmpty();
    }

    Lease renewed(Instant now) {
        return new Lease(holder, duration, acquiredAt, now, transitions, resourceVersion);
    }

    Lease takenBy(String identity, Duration wanted, Instant now) {
        return new Lease(identity, wanted, now, now, transitions + 1, resourceVersion);
    }

    Lease givenBack(Instant now) {
        return new Lease("", duration, acquiredAt, now, transitions, resourceVersion);
    }
}

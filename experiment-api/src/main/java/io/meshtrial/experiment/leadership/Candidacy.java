package io.meshtrial.experiment.leadership;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one replica should do about the lease. Clocks of others are not trusted: a lease has run out when it has not
 * changed for its duration since <em>this</em> replica saw it, by a clock that only goes forward.
 */
final class Candidacy {

    /** What to write. */
    sealed interface Step {
        record Create(Lease lease) implements Step {}

        record Replace(Lease lease) implements Step {}

        record Wait(String holder) implements Step {}
    }

    private final String identity;
    private final Duration duration;
    private @Nullable Lease seen;
    private long seenAtNanos;

    Candidacy(String identity, Duration duration) {
        this.identity = identity;
        this.duration = duration;
    }

    /**
     * @param stored the lease as it was just read
     * @param nanos a clock that only goes forward, in ns
     */
    Step next(Optional<Lease> stored, long nanos, Instant now) {
        if (stored.isEmpty()) {
            return new Step.Create(new Lease(identity, duration, now, now, 0, null));
        }
        Lease lease = stored.get();
        if (!lease.equals(seen)) {
            seen = lease;
            seenAtNanos = nanos;
        }
        if (lease.isHeldBy(identity)) {
            return new Step.Replace(lease.renewed(now));
        }
        boolean runOut = nanos - seenAtNanos > lease.duration().toNanos();
        return lease.isFree() || runOut
                ? new Step.Replace(lease.takenBy(identity, duration, now))
                : new Step.Wait(lease.holder());
    }
}

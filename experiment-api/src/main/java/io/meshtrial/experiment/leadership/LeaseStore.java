package io.meshtrial.experiment.leadership;

import java.util.Optional;

/** Where the lease is kept. Reads and writes throw {@link LeaseUnavailable} where no answer comes. */
public interface LeaseStore {

    Optional<Lease> read();

    /** @return false where another replica was faster */
    boolean create(Lease lease);

    /** @return false where the stored lease is not the one any more that was read */
    boolean replace(Lease lease);
}

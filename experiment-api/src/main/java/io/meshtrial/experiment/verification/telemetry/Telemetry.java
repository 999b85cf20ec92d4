package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Who counts the mesh's requests besides us. */
interface Telemetry {

    /** As people know it. */
    String name();

    /** The longest window, an hour at most, that it can speak about and that does not begin before the time. */
    Optional<Window> window(Instant notBefore, Instant now);

    /** Requests to the services within the window. */
    Answer<RequestCounts> counts(Set<ServiceName> services, Window window) throws InterruptedException;
}

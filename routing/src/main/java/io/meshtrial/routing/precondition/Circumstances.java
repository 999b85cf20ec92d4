package io.meshtrial.routing.precondition;

import io.meshtrial.rules.model.Share;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an experiment besides its routes.
 *
 * @param plannedDuration how long it may last; null where nobody has said
 * @param transport how visitors reach the gateway
 * @param limits largest approved share per treatment; variants that are not named have no limit
 * @param workloads what stands behind each variant; variants that are not named are not looked at
 */
public record Circumstances(
        @Nullable Duration plannedDuration,
        Transport transport,
        Map<String, Share> limits,
        Map<String, Readiness> workloads) {

    /** How visitors reach a gateway, which decides whether cookies marked Secure come back. */
    public enum Transport {
        PLAIN,
        TLS,
        /** Both, or it could not be read. */
        UNKNOWN
    }

    public Circumstances {
        limits = Map.copyOf(limits);
        workloads = Map.copyOf(workloads);
    }

    /** Nothing is known. */
    public static Circumstances unknown() {
        return new Circumstances(null, Transport.UNKNOWN, Map.of(), Map.of());
    }
}

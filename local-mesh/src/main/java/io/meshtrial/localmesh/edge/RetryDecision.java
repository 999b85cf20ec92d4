package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Retries;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which failures of an attempt a route's policy lets be tried again; conditions as Envoy names them. */
final class RetryDecision {

    private static final List<String> ANY_RESET = List.of("5xx", "gateway-error", "reset");

    private RetryDecision() {}

    static boolean afterRefusedConnection(@Nullable Retries retries) {
        return retries != null && (retries.on().contains("connect-failure") || anyReset(retries));
    }

    static boolean afterReset(@Nullable Retries retries) {
        return retries != null && anyReset(retries);
    }

    static boolean afterStatus(@Nullable Retries retries, int status) {
        if (retries == null) {
            return false;
        }
        List<String> on = retries.on();
        return retries.statuses().contains(status)
                || on.contains("5xx") && status >= 500
                || on.contains("gateway-error") && status >= 502 && status <= 504
                || on.contains("retriable-4xx") && status == 409;
    }

    /** Whether a sent request may have to be sent again, so that its body must be kept. */
    static boolean mayResend(@Nullable Retries retries) {
        return retries != null
                && (anyReset(retries)
                        || !retries.statuses().isEmpty()
                        || retries.on().contains("retriable-4xx"));
    }

    private static boolean anyReset(Retries retries) {
        return !Collections.disjoint(retries.on(), ANY_RESET);
    }
}

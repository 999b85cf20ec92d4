package io.meshtrial.routing.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a request is sent again.
 *
 * @param count retries after the first attempt, above 0
 * @param on Envoy's conditions, {@code 503} and other status codes taken out
 * @param statuses status codes to retry on
 * @param perTry time for one attempt; null for none of its own
 */
public record Retries(
        int count,
        List<String> on,
        Set<Integer> statuses,
        @Nullable Duration perTry) {

    public Retries {
        on = List.copyOf(on);
        statuses = Set.copyOf(statuses);
    }
}

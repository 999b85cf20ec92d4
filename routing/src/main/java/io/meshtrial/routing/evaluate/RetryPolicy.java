package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What istiod makes of {@code retries}, and its default where there is none. */
final class RetryPolicy {

    private static final List<String> DEFAULT_ON =
            List.of("connect-failure", "refused-stream", "unavailable", "cancelled", "retriable-status-codes");

    private RetryPolicy() {}

    static @Nullable Retries of(JsonNode retries) {
        if (!retries.isObject()) {
            return new Retries(2, DEFAULT_ON, Set.of(), null);
        }
        int attempts = retries.path("attempts").asInt();
        if (attempts <= 0) {
            return null;
        }
        List<String> on = new ArrayList<>();
        Set<Integer> statuses = new TreeSet<>();
        String text = retries.path("retryOn").asText("");
        for (String condition : text.split(",", -1)) {
            String name = condition.strip();
            if (name.matches("[0-9]{3}")) {
                statuses.add(Integer.valueOf(name));
            } else if (!name.isEmpty()) {
                on.add(name);
            }
        }
        return new Retries(
                attempts,
                text.isEmpty() ? DEFAULT_ON : on,
                statuses,
                Durations.parse(retries.path("perTryTimeout").asText("")));
    }
}

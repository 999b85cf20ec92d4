package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code fault}. Without a percentage it never happens. */
final class Faults {

    private Faults() {}

    static @Nullable Fault of(JsonNode fault) {
        Fault.Delay delay = delay(fault.path("delay"));
        Fault.Abort abort = abort(fault.path("abort"));
        return delay == null && abort == null ? null : new Fault(delay, abort);
    }

    private static Fault.@Nullable Delay delay(JsonNode delay) {
        Duration time = Durations.parse(delay.path("fixedDelay").asText(""));
        double percentage = percentage(delay);
        return time == null || percentage <= 0 ? null : new Fault.Delay(time, percentage);
    }

    private static Fault.@Nullable Abort abort(JsonNode abort) {
        double percentage = percentage(abort);
        boolean http = abort.hasNonNull("httpStatus");
        if (percentage <= 0 || !http && !abort.hasNonNull("grpcStatus")) {
            return null;
        }
        return new Fault.Abort(http ? abort.path("httpStatus").asInt() : 200, percentage);
    }

    private static double percentage(JsonNode node) {
        JsonNode percentage = node.path("percentage");
        return percentage.isObject()
                ? percentage.path("value").asDouble()
                : node.path("percent").asDouble();
    }
}

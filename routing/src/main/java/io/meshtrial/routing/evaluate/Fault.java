package io.meshtrial.routing.evaluate;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Faults injected on purpose, before anything is sent on. The two are drawn independently, the delay comes first. */
public record Fault(@Nullable Delay delay, @Nullable Abort abort) {

    /** @param percentage of requests, above 0, up to 100 */
    public record Delay(Duration time, double percentage) {}

    /**
     * @param status of the answer; 200 where the abort is a gRPC status
     * @param percentage of requests, above 0, up to 100
     */
    public record Abort(int status, double percentage) {}
}

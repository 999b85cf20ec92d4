package io.meshtrial.events.emission;

import io.meshtrial.events.Draw;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.RequestValues;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One request that has ended, as a web stack saw it.
 *
 * @param start arrival
 * @param durationMicros from the arrival to the end of the response
 * @param status that was sent; 0 when none left the service
 * @param route template, empty when nothing matched
 * @param userAgent as sent; only what is recognised in it leaves the process
 * @param traceParent as sent
 */
public record MeasuredRequest(
        RequestIdentity identity,
        Draw draw,
        Instant start,
        long durationMicros,
        int status,
        Completion completion,
        String route,
        String method,
        @Nullable String userAgent,
        @Nullable String traceParent,
        RequestValues values) {}

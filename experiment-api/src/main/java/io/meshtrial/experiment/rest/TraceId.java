package io.meshtrial.experiment.rest;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * The id under which the log lines of one cause are found, whichever thread writes them: a request's, and one of its own for
 * what no request caused. 32 hexadecimal digits, as in W3C's {@code traceparent}.
 */
public final class TraceId {

    static final String KEY = "traceId";

    /** What a thread carries until it is closed; what it carried before is there again afterwards. */
    public interface Carried extends AutoCloseable {
        @Override
        void close();
    }

    private TraceId() {}

    /** What this thread carries. */
    public static Optional<String> current() {
        return Optional.ofNullable(MDC.get(KEY));
    }

    public static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** What this thread carries, else a fresh one. */
    public static String currentOrFresh() {
        return current().orElseGet(TraceId::fresh);
    }

    /** @param trace null for a fresh one */
    public static Carried carry(@Nullable String trace) {
        String before = MDC.get(KEY);
        MDC.put(KEY, trace == null ? fresh() : trace);
        return () -> {
            if (before == null) {
                MDC.remove(KEY);
            } else {
                MDC.put(KEY, before);
            }
        };
    }
}

package io.meshtrial.events;

import org.jspecify.annotations.Nullable;

/** The W3C {@code traceparent} header: {@code 00-<32 hex: trace id>-<16 hex: parent id>-<2 hex: flags>}. */
public final class TraceParent {

    public static final String HEADER = "traceparent";

    private static final int TRACE_ID_FROM = 3;
    private static final int TRACE_ID_TO = 35;
    private static final int MIN_LENGTH = 55;

    private TraceParent() {}

    /** The trace id, or an empty text when the header is absent or malformed. */
    public static String traceId(@Nullable String header) {
        if (header == null
                || header.length() < MIN_LENGTH
                || header.charAt(2) != '-'
                || header.charAt(TRACE_ID_TO) != '-') {
            return "";
        }
        for (int i = TRACE_ID_FROM; i < TRACE_ID_TO; i++) {
            char c = header.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return "";
            }
        }
        return header.substring(TRACE_ID_FROM, TRACE_ID_TO);
    }
}

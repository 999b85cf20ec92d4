package io.meshtrial.experiment.rest;

import java.util.List;
import org.slf4j.MDC;
import org.springframework.http.ProblemDetail;

/** Builds problem bodies; the trace id is the one that the log lines of the request carry. */
public final class Problems {

    static final String STORE_AWAY = "The store does not answer; routing is untouched. Try again.";

    private Problems() {}

    public static ProblemDetail of(ProblemType type, String detail, List<ProblemError> errors) {
        ProblemDetail body = ProblemDetail.forStatusAndDetail(type.status(), detail);
        body.setType(type.uri());
        body.setTitle(type.title());
        if (!errors.isEmpty()) {
            body.setProperty("errors", errors);
        }
        String trace = MDC.get(TraceId.KEY);
        if (trace != null) {
            body.setProperty("traceId", trace);
        }
        return body;
    }
}

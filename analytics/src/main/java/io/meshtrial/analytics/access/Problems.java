package io.meshtrial.analytics.access;

import java.net.URI;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Problem details (RFC 9457) with stable types. */
public final class Problems {

    private Problems() {}

    /** @param type last part of the stable type, such as {@code no-such-experiment} */
    public static ProblemDetail of(HttpStatus status, String type, String title, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create("/problems/" + type));
        problem.setTitle(title);
        problem.setProperty("traceId", traceId());
        return problem;
    }

    // Not a secret: only a name by which a person can find the log line.
    private static String traceId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}

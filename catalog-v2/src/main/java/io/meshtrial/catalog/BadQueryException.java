package io.meshtrial.catalog;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** A query parameter that cannot be obeyed: 400 with the parameter's name. */
final class BadQueryException extends ErrorResponseException {

    private static final long serialVersionUID = 1L;

    BadQueryException(String parameter, String detail) {
        this(parameter, detail, null);
    }

    BadQueryException(String parameter, String detail, @Nullable Throwable cause) {
        super(HttpStatus.BAD_REQUEST, problem(parameter, detail), cause);
    }

    private static ProblemDetail problem(String parameter, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The parameter " + parameter + " " + detail + ".");
        problem.setType(URI.create("/problems/bad-query"));
        problem.setProperty("errors", List.of(Map.of("parameter", parameter, "detail", detail)));
        return problem;
    }
}

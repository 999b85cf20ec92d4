package io.meshtrial.experiment.rest;

import java.util.List;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;

/** Turns everything that can go wrong into a problem; what nobody foresaw is logged and told without its stack. */
@RestControllerAdvice
class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

    private final StoreOutage outage;

    ProblemAdvice(StoreOutage outage) {
        this.outage = outage;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ProblemException refusal) {
        return ResponseEntity.status(refusal.type().status()).body(refusal.body());
    }

    /** Tomcat reads the query when it is first asked for a parameter. */
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unreadableQuery(InvalidParameterException failure) {
        return answer(ProblemType.MALFORMED_REQUEST, "The query cannot be read: every parameter is NAME=VALUE.");
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(RuntimeException failure) {
        if (outage.explains(failure)) {
            return answer(ProblemType.STORE_UNAVAILABLE, Problems.STORE_AWAY);
        }
        log.error("unforeseen failure", failure);
        return answer(ProblemType.INTERNAL, "The log says more under this trace id.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException failure, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemError error = failure.getCause() instanceof JacksonException cause
                ? ProblemError.at(pointer(cause), cause.getOriginalMessage() + position(cause))
                : ProblemError.at("", "the body is missing or cannot be read");
        ProblemDetail body = Problems.of(ProblemType.MALFORMED_REQUEST, error.detail(), List.of(error));
        return ResponseEntity.status(HttpStatus.BAD_REQUEST).body(body);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception failure, @Nullable Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
        ProblemType type = typeOf(status);
        String detail = body instanceof ProblemDetail problem && problem.getDetail() != null
                ? problem.getDetail()
                : type.title() + ".";
        return ResponseEntity.status(status).headers(headers).body(Problems.of(type, detail, List.of()));
    }

    private static ProblemType typeOf(HttpStatusCode status) {
        return switch (status.value()) {
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            default -> status.is4xxClientError() ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL;
        };
    }

    private static ResponseEntity<ProblemDetail> answer(ProblemType type, String detail) {
        return ResponseEntity.status(type.status()).body(Problems.of(type, detail, List.of()));
    }

    private static String position(JacksonException cause) {
        return cause.getLocation() == null || cause.getLocation().getLineNr() < 1
                ? ""
                : " (line " + cause.getLocation().getLineNr() + ", column "
                        + cause.getLocation().getColumnNr() + ")";
    }

    private static String pointer(JacksonException cause) {
        if (!(cause instanceof DatabindException)) {
            return "";
        }
        StringBuilder pointer = new StringBuilder();
        for (JacksonException.Reference step : cause.getPath()) {
            String name = step.getPropertyName() == null ? String.valueOf(step.getIndex()) : step.getPropertyName();
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}

package io.meshtrial.experiment.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.ProblemDetail;

/** A refusal on its way to the caller, as RFC 9457 problem details. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ProblemType type;
    private final transient List<ProblemError> errors;
    private final transient Map<String, Object> members;

    public ProblemException(ProblemType type, String detail) {
        this(type, detail, List.of(), Map.of());
    }

    public ProblemException(ProblemType type, String detail, List<ProblemError> errors) {
        this(type, detail, errors, Map.of());
    }

    /** @param members further members of the problem, besides those of RFC 9457 and {@code errors} */
    public ProblemException(
            ProblemType type, String detail, List<ProblemError> errors, Map<String, ? extends Object> members) {
        super(detail, null, false, false);
        this.type = type;
        this.errors = List.copyOf(errors);
        this.members = new LinkedHashMap<>(members);
    }

    public static ProblemException invalid(String pointer, String detail) {
        return new ProblemException(ProblemType.INVALID_FIELD, detail, List.of(ProblemError.at(pointer, detail)));
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, "There is no " + what + ".");
    }

    public ProblemType type() {
        return type;
    }

    ProblemDetail body() {
        ProblemDetail body = Problems.of(type, String.valueOf(getMessage()), errors);
        members.forEach(body::setProperty);
        return body;
    }
}

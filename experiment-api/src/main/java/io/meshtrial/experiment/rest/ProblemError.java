package io.meshtrial.experiment.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong, and where.
 *
 * @param pointer JSON pointer into the body (RFC 6901), {@code ""} for the whole of it
 * @param line line in a rule text, from 1
 * @param column column in a rule text, from 1
 * @param expected what would have been right
 * @param hint what to do about it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProblemError(
        String pointer,
        String detail,
        @Nullable Integer line,
        @Nullable Integer column,
        @Nullable String expected,
        @Nullable String hint) {

    public static ProblemError at(String pointer, String detail) {
        return new ProblemError(pointer, detail, null, null, null, null);
    }

    public static ProblemError at(String pointer, String detail, String hint) {
        return new ProblemError(pointer, detail, null, null, null, hint);
    }
}

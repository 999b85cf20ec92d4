package io.meshtrial.statistics.conformance;

import org.jspecify.annotations.Nullable;

/** A file that is not of the vectors' format, or a cell of it. */
final class VectorFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    VectorFileException(String message) {
        super(message);
    }

    VectorFileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

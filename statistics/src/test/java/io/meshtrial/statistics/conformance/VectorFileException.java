package io.meshtrial.statistics.conformance;

/** A file that is not of the vectors' format. */
final class VectorFileException extends RuntimeException {

    private static final long serialVersionUID = 1;

    VectorFileException(String message) {
        super(message);
    }

    VectorFileException(String message, Throwable cause) {
        super(message, cause);
    }
}

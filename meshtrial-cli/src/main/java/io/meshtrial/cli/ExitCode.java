package io.meshtrial.cli;

/** What a pipeline can act on. Documented in docs/reference/command-line.md; never renumbered. */
enum ExitCode {
    /** Done; with {@code --wait}: promotion's conditions are met, or it was promoted. */
    DONE(0),
    /** The service refused; the problem says why. */
    REFUSED(1),
    /** The command line itself is wrong. */
    USAGE(2),
    /** No answer from the service, or it cannot answer now (502, 503, 504). */
    UNREACHABLE(3),
    /** Not signed in, or not allowed. */
    FORBIDDEN(4),
    /** Harm was shown, or the experiment was rolled back. */
    HARM(10),
    /** Neither harm nor gain was shown when the time was over. */
    INCONCLUSIVE(11),
    /** The data cannot be judged. */
    CANNOT_JUDGE(12),
    /** A witness differs. */
    DIFFERS(13),
    /** A witness could not tell, or it is too early. */
    UNKNOWN(14);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }
}

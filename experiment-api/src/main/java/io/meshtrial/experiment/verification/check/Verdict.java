package io.meshtrial.experiment.verification.check;

/** What a check came to. Only {@link #AGREES} is a pass. */
public enum Verdict {
    AGREES,
    DIFFERS,
    /** It will be possible to say; nothing speaks against it so far. */
    TOO_EARLY,
    /** The witness is silent, unreadable, or has nothing to say about this experiment. */
    UNKNOWN
}

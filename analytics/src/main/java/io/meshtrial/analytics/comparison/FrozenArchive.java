package io.meshtrial.analytics.comparison;

/** Where frozen values are kept for good. A value holds once the archive has handed it back, not before. */
public interface FrozenArchive {

    /** Does not wait; a value that could not be kept is proposed again at a later look. */
    void propose(RunId run, FrozenValue value);
}

package io.meshtrial.analytics.verdict;

import java.time.Duration;

/** Limits of the judgement that no plan changes. */
public final class Limits {

    /** Failed requests without a known arm, of all. */
    public static final double UNATTRIBUTED = 0.001;

    /** Units seen in both arms, of all. */
    public static final double CROSSOVERS = 0.05;

    /** No event for so long, in a running experiment, is a stale stream. */
    public static final Duration STALE = Duration.ofSeconds(60);

    /** An arm that is silent for longer is harm: a crashing version sends no events. */
    public static final Duration SILENCE_GRACE = Duration.ofMinutes(2);

    /** Part of the margin that an estimate must exceed before evidence of harm counts. */
    public static final double MINIMUM_EFFECT = 0.2;

    private Limits() {}
}

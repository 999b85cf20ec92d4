package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.definition.Metric;
import java.time.Duration;

/** Limits of the judgement that no plan changes. */
public final class Limits {

    /** Failed requests without a known arm, of all. */
    public static final double UNATTRIBUTED = 0.001;

    /** Units seen in more than one arm, of all. */
    public static final double CROSSOVERS = 0.05;

    /** Requests without a unit, of all, where users are assigned. */
    public static final double WITHOUT_UNIT = 0.05;

    /** No event for so long, in a running experiment with enough traffic, is a stale stream. */
    public static final Duration STALE = Duration.ofSeconds(60);

    /** Usual gaps between events after which silence is no chance: e⁻²⁰ if they come independently. */
    private static final double STALE_GAPS = 20;

    /** A treatment that is short for longer is harm: a crashing version sends no events. */
    public static final Duration SHORTAGE_GRACE = Duration.ofMinutes(2);

    /** Part of the margin that an estimate must exceed before evidence of harm counts. */
    public static final double MINIMUM_EFFECT = 0.2;

    private Limits() {}

    /** The relative degradation that an estimate must exceed before evidence of harm counts: 0 where there is no margin. */
    public static double minimumEffect(Metric metric) {
        return metric.margin() == null ? 0 : metric.margin() * MINIMUM_EFFECT;
    }

    /** How old the newest event may be: a minute, or longer where traffic is thin. */
    public static Duration staleAfter(double usualGapSeconds) {
        Duration gaps = Duration.ofMillis((long) (1000 * STALE_GAPS * usualGapSeconds));
        return gaps.compareTo(STALE) > 0 ? gaps : STALE;
    }
}

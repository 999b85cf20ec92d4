package io.meshtrial.analytics.comparison;

import org.jspecify.annotations.Nullable;

/**
 * One arm's own value on a metric.
 *
 * @param value in the metric's unit, null without events
 * @param units in the comparison
 * @param events that the value rests on
 */
public record Reading(@Nullable Double value, long units, long events) {

    public Reading {
        value = Interval.finite(value);
    }
}

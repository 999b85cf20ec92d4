package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import org.jspecify.annotations.Nullable;

/**
 * What one request adds to its unit's numerator and denominator of a metric.
 *
 * @param value name of the event's value, empty where none is measured
 * @param threshold of a latency quantile; null while it is not frozen
 */
record UserMetric(
        String name,
        MetricKind kind,
        String value,
        @Nullable FrozenThreshold threshold) {

    static UserMetric of(Metric metric, @Nullable FrozenThreshold threshold) {
        String value = metric.value();
        return new UserMetric(metric.name(), metric.kind(), value == null ? "" : value, threshold);
    }

    /** The numerator after a request, in the units of {@link RatioSums}. */
    long numerator(long before, Observation observation, long capMicros) {
        long more = switch (kind) {
            case ERROR_RATE, GATEWAY_ERROR_RATE -> observation.isError() ? 1 : 0;
            case LATENCY_MEAN -> observation.latencyMicros(capMicros);
            case LATENCY_QUANTILE -> isAtOrAbove(observation, capMicros) ? 1 : 0;
            case VALUE_SHARE -> fixed(observation) > 0 ? 1 : 0;
            case VALUE_MEAN -> fixed(observation);
            case REQUESTS_PER_UNIT -> 1;
        };
        return Math.clamp(before + more, -UnitRecord.MAX_SUM, UnitRecord.MAX_SUM);
    }

    /** The denominator after a request. */
    long denominator(long before, Observation observation) {
        boolean counts = switch (kind) {
            case ERROR_RATE, GATEWAY_ERROR_RATE, LATENCY_MEAN -> true;
            case LATENCY_QUANTILE -> threshold != null && observation.minute() >= threshold.fromMinute();
            case VALUE_SHARE, VALUE_MEAN -> observation.indexOf(value) >= 0;
            case REQUESTS_PER_UNIT -> before == 0;
        };
        return counts ? before + 1 : before;
    }

    /** The denominator of a unit that was assigned and, by this request, not served: it brought a unit, and no request. */
    long denominatorOfAssigned(long before) {
        return kind == MetricKind.REQUESTS_PER_UNIT ? 1 : before;
    }

    private boolean isAtOrAbove(Observation observation, long capMicros) {
        return threshold != null
                && observation.minute() >= threshold.fromMinute()
                && observation.latencyMicros(capMicros) >= threshold.micros();
    }

    private long fixed(Observation observation) {
        int index = observation.indexOf(value);
        return index < 0 ? 0 : ValueSums.fixed(observation.value(index));
    }
}

package io.meshtrial.analytics.definition;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is compared.
 *
 * @param quantile of {@link MetricKind#LATENCY_QUANTILE}, within (0, 1)
 * @param value name of the event's value, for the kinds that measure one
 * @param margin harm margin on the relative degradation, 0.05 is 5 %; null for goals
 */
public record Metric(
        String name,
        String label,
        MetricKind kind,
        @Nullable Double quantile,
        @Nullable String value,
        MetricRole role,
        boolean critical,
        Direction direction,
        @Nullable Double margin) {

    public Metric {
        Require.text("metrics.name", name);
        label = label == null ? name : label;
        Require.present("metrics.kind", kind);
        Require.present("metrics.role", role);
        Require.present("metrics.direction", direction);
        if (kind == MetricKind.LATENCY_QUANTILE) {
            Require.that(quantile != null && quantile > 0 && quantile < 1, name + ": quantile must be within (0, 1)");
        }
        if (kind == MetricKind.VALUE_SHARE || kind == MetricKind.VALUE_MEAN) {
            Require.text(name + ": value", value);
        }
        if (role == MetricRole.GUARDRAIL) {
            Require.that(margin != null && margin > 0, name + ": a guardrail needs a positive margin");
        }
    }

    /** The same metric under another name. */
    public Metric named(String other) {
        return new Metric(other, label, kind, quantile, value, role, critical, direction, margin);
    }

    /** Whether a metric counts failures, and is judged by their ratio. */
    public boolean isErrorRate() {
        return kind == MetricKind.ERROR_RATE || kind == MetricKind.GATEWAY_ERROR_RATE;
    }

    /** Whether a metric rests on the duration of requests. */
    public boolean isLatency() {
        return kind == MetricKind.LATENCY_QUANTILE || kind == MetricKind.LATENCY_MEAN;
    }
}

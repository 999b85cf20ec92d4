package io.meshtrial.analytics.definition;

/** What a metric measures. */
public enum MetricKind {
    ERROR_RATE,
    LATENCY_QUANTILE,
    LATENCY_MEAN,
    VALUE_SHARE,
    VALUE_MEAN,
    REQUESTS_PER_UNIT,
    GATEWAY_ERROR_RATE
}

package io.meshtrial.analytics.tally;

/**
 * What a latency quantile is held against in all arms.
 *
 * @param micros a bucket edge of {@link LatencyBuckets}
 * @param fromMinute the first minute since the epoch whose requests are held against it: it lies after the freezing, so
 *     that which requests count is read from their fields
 */
public record FrozenThreshold(long micros, long fromMinute) {}

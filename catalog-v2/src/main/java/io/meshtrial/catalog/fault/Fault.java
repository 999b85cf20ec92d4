package io.meshtrial.catalog.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is done to requests for the catalogue.
 *
 * <p>The added latency is log-normal, as latencies in the field roughly are: {@code median · exp(spread · Z)} with a
 * standard normal Z, cut at {@link #MAX_LATENCY}.
 *
 * @param latencyMedian 0 adds none; at most 30 s
 * @param latencySpread standard deviation of the latency's logarithm, 0 to 3; 0 adds exactly the median
 * @param errorShare share of requests answered with status 500, 0 to 1
 */
@ConfigurationProperties("catalog.fault")
record Fault(
        @DefaultValue("0s") Duration latencyMedian,
        @DefaultValue("0.5") double latencySpread,
        @DefaultValue("0") double errorShare) {

    static final Duration MAX_LATENCY = Duration.ofSeconds(30);
    static final Fault NONE = new Fault(Duration.ZERO, 0, 0);

    private static final double MAX_SPREAD = 3;

    Fault {
        if (latencyMedian.isNegative() || latencyMedian.compareTo(MAX_LATENCY) > 0) {
            throw new IllegalArgumentException("latencyMedian must be from 0s to 30s");
        }
        if (!(latencySpread >= 0 && latencySpread <= MAX_SPREAD)) {
            throw new IllegalArgumentException("latencySpread must be from 0 to 3");
        }
        if (!(errorShare >= 0 && errorShare <= 1)) {
            throw new IllegalArgumentException("errorShare must be from 0 to 1");
        }
    }

    Duration drawLatency(RandomGenerator random) {
        if (latencyMedian.isZero()) {
            return Duration.ZERO;
        }
        double nanos = latencyMedian.toNanos() * Math.exp(latencySpread * random.nextGaussian());
        return Duration.ofNanos((long) Math.min(nanos, MAX_LATENCY.toNanos()));
    }

    boolean drawError(RandomGenerator random) {
        return random.nextDouble() < errorShare;
    }
}

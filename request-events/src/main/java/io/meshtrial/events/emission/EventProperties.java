package io.meshtrial.events.emission;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Emission of request events.
 *
 * @param enabled whether events are made at all
 * @param service name of this service; default {@code spring.application.name}
 * @param version what this workload runs, its pod's label {@code version}; events without it count for no variant
 * @param pod name of the pod or process; default the environment's {@code HOSTNAME}
 * @param instance prefix of event ids, unique for every start; default random
 * @param salt of the unit hash; the same in all services of a mesh, and secret where ids could be guessed
 * @param queueCapacity events that wait for the sender; what comes on top is dropped
 * @param maxInFlight events handed to Kafka and not yet acknowledged
 * @param deliveryTimeout how long Kafka may take to acknowledge an event before it is given up
 * @param shutdownTimeout how long the service's stop may wait for the last events
 * @param maxBackOff longest pause between attempts to reach Kafka
 * @param mirrorSuffix what proxies append to the host of a mirror's copy, which makes no event; empty for nothing
 */
@ConfigurationProperties("meshtrial.events")
public record EventProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String service,
        @DefaultValue("") String version,
        @Nullable String pod,
        @Nullable String instance,
        @DefaultValue("meshtrial") String salt,
        @DefaultValue("10000") int queueCapacity,
        @DefaultValue("2000") int maxInFlight,
        @DefaultValue("2m") Duration deliveryTimeout,
        @DefaultValue("5s") Duration shutdownTimeout,
        @DefaultValue("5s") Duration maxBackOff,
        @DefaultValue("-shadow") String mirrorSuffix) {

    public EventProperties {
        if (salt.isBlank()) {
            throw new IllegalArgumentException("meshtrial.events.salt must not be blank");
        }
        if (queueCapacity < 1 || maxInFlight < 1) {
            throw new IllegalArgumentException(
                    "meshtrial.events.queue-capacity and meshtrial.events.max-in-flight must be at least 1");
        }
        if (!deliveryTimeout.isPositive() || shutdownTimeout.isNegative() || !maxBackOff.isPositive()) {
            throw new IllegalArgumentException("meshtrial.events.delivery-timeout and .max-back-off must be positive, "
                    + ".shutdown-timeout must not be negative");
        }
    }
}

package io.meshtrial.experiment.leadership;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How replicas over one PostgreSQL agree on a leader.
 *
 * @param namespace of the Lease; where the process itself runs, if it is not said
 * @param leaseName of the Lease
 * @param leaseDuration for how long others wait after the leader's last sign of life
 * @param renewDeadline for how long a leader acts without having renewed; less than {@code leaseDuration}
 * @param retryPeriod between two attempts
 * @param identity of this replica; host name and a random part where it is not said
 */
@ConfigurationProperties("meshtrial.leadership")
record LeadershipProperties(
        @DefaultValue("") String namespace,
        @DefaultValue("experiment-api") String leaseName,
        @DefaultValue("15s") Duration leaseDuration,
        @DefaultValue("10s") Duration renewDeadline,
        @DefaultValue("2s") Duration retryPeriod,
        @Nullable String identity) {

    LeadershipProperties {
        if (renewDeadline.compareTo(leaseDuration) >= 0 || retryPeriod.compareTo(renewDeadline) >= 0) {
            throw new IllegalArgumentException(
                    "meshtrial.leadership: retry-period < renew-deadline < lease-duration must hold, not " + retryPeriod
                            + " < " + renewDeadline + " < " + leaseDuration);
        }
    }
}

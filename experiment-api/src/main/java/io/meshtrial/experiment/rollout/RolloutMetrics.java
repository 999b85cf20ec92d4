package io.meshtrial.experiment.rollout;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * How many rollouts are in each state, as the last tick found them. A replica that does not lead looks at none and says
 * zero: the sum over replicas is the number of rollouts.
 */
@Component
class RolloutMetrics {

    /** What a tick found: where the rollout is, and whether something holds it there. */
    enum Found {
        PUBLISHING,
        FROZEN,
        DISPUTED,
        STANDING,
        HELD
    }

    private final Map<String, Found> found = new ConcurrentHashMap<>();

    RolloutMetrics(MeterRegistry metrics) {
        for (Found state : Found.values()) {
            Gauge.builder("meshtrial.rollout.state", found, known -> count(known.values(), state))
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .description("Rollouts in that state")
                    .register(metrics);
        }
    }

    void saw(String experiment, RolloutState state, boolean held) {
        found.put(
                experiment,
                switch (state) {
                    case RolloutState.Publishing _, RolloutState.Unserved _ -> Found.PUBLISHING;
                    case RolloutState.Frozen _ -> Found.FROZEN;
                    case RolloutState.Disputed _ -> Found.DISPUTED;
                    case RolloutState.Standing _ -> held ? Found.HELD : Found.STANDING;
                });
    }

    /** Forgets every rollout that has ended. */
    void keep(Set<String> live) {
        found.keySet().retainAll(live);
    }

    private static double count(Collection<Found> all, Found state) {
        return all.stream().filter(one -> one == state).count();
    }
}

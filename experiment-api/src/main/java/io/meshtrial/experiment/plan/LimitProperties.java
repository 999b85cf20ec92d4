package io.meshtrial.experiment.plan;

import io.meshtrial.rules.model.Share;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How much traffic a treatment may get at most.
 *
 * @param treatmentPercent by namespace, or {@code *} for every other one; to 0.01 %
 */
@ConfigurationProperties("meshtrial.limits")
record LimitProperties(@DefaultValue Map<String, Double> treatmentPercent) {

    private static final int PARTS_PER_PERCENT = 100;

    LimitProperties {
        treatmentPercent = Map.copyOf(treatmentPercent);
        treatmentPercent.forEach((namespace, percent) -> {
            if (!(percent >= 0 && percent <= 100)) {
                throw new IllegalArgumentException(
                        "meshtrial.limits.treatment-percent of " + namespace + " lies between 0 and 100");
            }
        });
    }

    Optional<Share> in(String namespace) {
        return Optional.ofNullable(treatmentPercent.get(namespace))
                .or(() -> Optional.ofNullable(treatmentPercent.get("*")))
                .map(percent -> new Share((int) Math.floor(percent * PARTS_PER_PERCENT + 1e-9)));
    }
}

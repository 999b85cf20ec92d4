package io.meshtrial.experiment.definition;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is compared between the variants.
 *
 * @param quantile for {@code LATENCY_QUANTILE}: between 0 and 1
 * @param value for {@code VALUE_SHARE} and {@code VALUE_MEAN}: the name of the value in the event
 * @param margin harm margin on the relative degradation; a goal has none
 */
@Schema(name = "Metric")
public record Metric(
        String name,
        String label,
        Kind kind,
        @Nullable Double quantile,
        @Nullable String value,
        Role role,
        boolean critical,
        Direction direction,
        @Nullable Double margin) {

    public Metric {
        Objects.requireNonNull(name, "name is missing");
        Objects.requireNonNull(label, "label is missing");
        Objects.requireNonNull(kind, "kind is missing");
        Objects.requireNonNull(role, "role is missing");
        Objects.requireNonNull(direction, "direction is missing");
    }

    public enum Kind {
        ERROR_RATE,
        LATENCY_QUANTILE,
        LATENCY_MEAN,
        VALUE_SHARE,
        VALUE_MEAN,
        REQUESTS_PER_UNIT
    }

    public enum Role {
        GUARDRAIL,
        GOAL
    }

    public enum Direction {
        LOWER_IS_BETTER,
        HIGHER_IS_BETTER
    }

    static Metric latency(String name, String label, double quantile, boolean critical, double margin) {
        return new Metric(
                name,
                label,
                Kind.LATENCY_QUANTILE,
                quantile,
                null,
                Role.GUARDRAIL,
                critical,
                Direction.LOWER_IS_BETTER,
                margin);
    }
}

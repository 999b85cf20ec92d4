package io.meshtrial.experiment.definition;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/**
 * One thing that holds, does not hold, or is not known, as Kubernetes writes conditions.
 *
 * @param type such as {@code Published}, {@code Confirmed}, {@code InSync}, {@code Contested}
 * @param reason one word in CamelCase
 * @param since when the status last became what it is
 */
public record StatusCondition(String type, Status status, String reason, String message, Instant since) {

    /** Whether every gateway serves what was written last. */
    public static final String CONFIRMED = "Confirmed";

    public enum Status {
        @JsonProperty("True")
        TRUE,
        @JsonProperty("False")
        FALSE,
        @JsonProperty("Unknown")
        UNKNOWN
    }
}

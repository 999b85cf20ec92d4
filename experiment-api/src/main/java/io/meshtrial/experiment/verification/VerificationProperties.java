package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.verification.check.Row;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When experiments are looked at.
 *
 * @param enabled whether they are looked at without being asked
 * @param interval between two looks at one experiment
 * @param patience how long one check may take before it is given up
 * @param answerWithin how long an answer to "check again" waits for the result before it says 202
 * @param keep how many runs of one experiment are kept
 * @param fresh how old a row may be to count as a witness in a rollout
 * @param required rows without which no rollout that asks for witnesses advances, whether or not they are set up; any
 *     other row must agree where it is set up
 */
@ConfigurationProperties("meshtrial.verification")
record VerificationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60s") Duration interval,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("3s") Duration answerWithin,
        @DefaultValue("100") int keep,
        @DefaultValue("5m") Duration fresh,

        @DefaultValue({"live-routes", "foreign-edit", "rule-probes", "sample-ratio", "telemetry-share", "lost-events"})
        Set<String> required) {

    VerificationProperties {
        for (String row : required) {
            if (Row.find(row).isEmpty()) {
                throw new IllegalArgumentException("meshtrial.verification.required: no row is called " + row);
            }
        }
        required = Set.copyOf(required);
        if (keep < 1 || keep > 10_000) {
            throw new IllegalArgumentException("meshtrial.verification.keep lies between 1 and 10000");
        }
    }

    Set<Row> requiredRows() {
        Set<Row> rows = EnumSet.noneOf(Row.class);
        required.forEach(row -> rows.add(Row.find(row).orElseThrow()));
        return rows;
    }
}

package io.meshtrial.experiment.verification;

import java.time.Duration;
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
 */
@ConfigurationProperties("meshtrial.verification")
record VerificationProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("60s") Duration interval,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("3s") Duration answerWithin,
        @DefaultValue("100") int keep,
        @DefaultValue("5m") Duration fresh) {

    VerificationProperties {
        if (keep < 1 || keep > 10_000) {
            throw new IllegalArgumentException("meshtrial.verification.keep lies between 1 and 10000");
        }
    }
}

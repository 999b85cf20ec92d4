package io.meshtrial.statistics.mean;

import io.meshtrial.statistics.Reason;
import java.util.Optional;

/**
 * Control and treatment within one stratum, where the shares are constant and known. Strata are added with the
 * weights n_T·n_C/n (W. G. Cochran, Biometrics 10(4), 1954, pp. 417-451).
 *
 * @param control the control arm
 * @param treatment the treatment arm
 */
public record Stratum(ArmSummary control, ArmSummary treatment) {

    /**
     * The stratum as a verdict may use it: the smaller arm's variance is at least the larger arm's. A small canary of
     * sparse, skewed values otherwise reports a variance far too small just when it has not yet seen a large value.
     */
    public Stratum cautious() {
        double larger = Math.max(control.variance(), treatment.variance());
        if (treatment.n() < control.n()) {
            return new Stratum(control, treatment.withVariance(larger));
        }
        return control.n() < treatment.n() ? new Stratum(control.withVariance(larger), treatment) : this;
    }

    /** λ = n_T·n_C/n, without overflow; 0 when an arm is empty. */
    double weight() {
        if (!hasBothArms()) {
            return 0;
        }
        return treatment.n() / (1 + (double) treatment.n() / control.n());
    }

    boolean hasBothArms() {
        return control.n() > 0 && treatment.n() > 0;
    }

    /** treatment − factor·control. */
    double difference(double controlFactor) {
        return treatment.mean() - controlFactor * control.mean();
    }

    /** The variance of {@link #difference}. */
    double varianceOfDifference(double controlFactor) {
        // Factor by factor: the square of a large factor would be infinite, and infinite times a variance of 0 no
        // number.
        return treatment.variance() / treatment.n()
                + controlFactor * (controlFactor * (control.variance() / control.n()));
    }

    Optional<Reason> fault() {
        return control.fault().or(treatment::fault);
    }
}

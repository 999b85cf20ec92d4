package io.meshtrial.statistics.multiplicity;

/**
 * How an experiment's error levels are spent over its metrics and arms. E-values are compared with thresholds on the
 * logarithm, bounds are taken at a level per arm: by the definition of the union bound and of intersection-union tests.
 *
 * @param alphaHarm false alarms of harm over the whole experiment, strictly between 0 and 1
 * @param alphaBetter false claims of "better" over the whole experiment, strictly between 0 and 1
 * @param alphaNoHarm false claims of "no harm" over all treatment arms, strictly between 0 and 1
 * @param criticalMetrics metrics whose harm rolls back, at least 1
 * @param goals goal metrics, at least 1
 * @param treatmentArms at least 1
 */
public record ErrorBudget(
        double alphaHarm, double alphaBetter, double alphaNoHarm, int criticalMetrics, int goals, int treatmentArms) {

    /**
     * Refuses what is no budget.
     *
     * @throws IllegalArgumentException if a level is not strictly between 0 and 1, or a number is below 1
     */
    public ErrorBudget {
        requireLevel("harm", alphaHarm);
        requireLevel("better", alphaBetter);
        requireLevel("no harm", alphaNoHarm);
        if (criticalMetrics < 1 || goals < 1 || treatmentArms < 1) {
            throw new IllegalArgumentException("critical metrics, goals and arms must each be at least 1");
        }
    }

    /** Harm on one critical metric of one arm is proven at this ln E: ln(metrics·arms/α), by a union bound. */
    public double logHarmThreshold() {
        return Math.log((double) criticalMetrics * treatmentArms / alphaHarm);
    }

    /** "Better" on one goal of one arm is proven at this ln E: ln(goals·arms/α), by a union bound. */
    public double logBetterThreshold() {
        return Math.log((double) goals * treatmentArms / alphaBetter);
    }

    /**
     * The level of an upper bound that "no harm" compares with its margin: α/arms. Over metrics it needs no correction,
     * because all of them must pass (intersection-union; R. L. Berger, Technometrics 24, 1982).
     */
    public double noHarmAlpha() {
        return alphaNoHarm / treatmentArms;
    }

    private static void requireLevel(String name, double alpha) {
        if (!(alpha > 0 && alpha < 1)) {
            throw new IllegalArgumentException("alpha for " + name + " must lie between 0 and 1: " + alpha);
        }
    }
}

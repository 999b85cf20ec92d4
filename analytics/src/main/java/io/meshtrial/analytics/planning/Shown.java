package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.verdict.Limits;
import java.util.Optional;

/**
 * What a verdict must say for a change to show, and the evidence that it asks for.
 *
 * @param alpha the e-value must reach 1/alpha; for {@link Kind#RULED_OUT} the level of the one-sided bound
 * @param tuning level for which the sequence of means is tuned
 * @param minimumEffect relative degradation that the estimate must exceed too; 0 where evidence alone is asked for
 */
public record Shown(Kind kind, double alpha, double tuning, double minimumEffect) {

    private static final double ROUNDING = 1e-9;

    /** How a change shows. */
    public enum Kind {
        /** A critical metric's harm: m/α, m = critical metrics × treatments. */
        HARM,
        /** A goal's gain: goals × treatments/α. */
        BETTER,
        /** The same evidence for a goal's loss. */
        WORSE,
        /** A guardrail's bound lies below the change, while nothing has changed: what promotion asks for. */
        RULED_OUT
    }

    /**
     * How a relative change of a metric would show.
     *
     * @param experiment as it is judged, built-in guardrails included
     * @return empty where no verdict is drawn from it: a gain on a guardrail, or no more than the minimum effect of a critical one
     */
    static Optional<Shown> of(Experiment experiment, Metric metric, double relativeChange) {
        boolean forTheWorse = relativeChange * metric.direction().worse() > 0;
        var plan = experiment.plan();
        int arms = Math.max(1, experiment.treatments().size());
        if (metric.role() == MetricRole.GOAL) {
            double tests = (double) plan.goals().size() * arms;
            return Optional.of(
                    new Shown(forTheWorse ? Kind.WORSE : Kind.BETTER, plan.alphaBetter() / tests, plan.alphaHarm(), 0));
        }
        if (!forTheWorse) {
            return Optional.empty();
        }
        if (!metric.critical()) {
            return Optional.of(new Shown(Kind.RULED_OUT, plan.alphaNoHarm() / arms, plan.alphaNoHarm() / arms, 0));
        }
        double least = Limits.minimumEffect(metric);
        if (Math.abs(relativeChange) <= least + ROUNDING) {
            return Optional.empty();
        }
        double critical = plan.metrics().stream().filter(Metric::critical).count();
        return Optional.of(new Shown(Kind.HARM, plan.alphaHarm() / (critical * arms), plan.alphaHarm(), least));
    }
}

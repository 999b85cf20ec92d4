package io.meshtrial.analytics.planning;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.planning.Detection;
import io.meshtrial.statistics.planning.RatePlan;
import io.meshtrial.statistics.planning.RatePlanner;
import io.meshtrial.statistics.planning.SampleSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sizes by the formula for a watched experiment; for error rates times the factor that a simulation of their e-process
 * finds. Simulated plans are kept, because a page asks for the same ones again.
 */
public final class Planner {

    private static final int KEPT = 256;

    private final long seed;
    private final Map<Simulated, Answer<RatePlan>> plans = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Simulated, Answer<RatePlan>> eldest) {
            return size() > KEPT;
        }
    };

    private record Simulated(Detection detection, double base, double ratio) {}

    /** @param seed of the simulations, so that the same question has the same answer */
    public Planner(long seed) {
        this.seed = seed;
    }

    /** @param baseline null when control is not known */
    public Requirement requirement(Question question, @Nullable Baseline baseline) {
        Detection detection =
                new Detection(question.alpha(), question.power(), question.share() / (1 - question.share()), true);
        return switch (baseline) {
            case null -> Requirement.none(question, null, "no_baseline");
            case Baseline.Rate rate -> ofRate(question, rate, detection);
            case Baseline.Share share ->
                ofFormula(question, share, detection.ofProportion(share.share(), share.changedShare() - share.share()));
            case Baseline.Mean mean ->
                ofFormula(question, mean, detection.ofMean(mean.standardDeviation(), mean.changed() - mean.value()));
        };
    }

    private static Requirement ofFormula(Question question, Baseline baseline, Answer<SampleSize> answer) {
        return switch (answer) {
            case Defined<SampleSize>(SampleSize size) -> new Requirement(question, baseline, size, 1, 0, null);
            case Undefined<SampleSize>(var reason) -> Requirement.none(question, baseline, reason.code());
        };
    }

    private Requirement ofRate(Question question, Baseline.Rate rate, Detection detection) {
        return switch (plan(new Simulated(detection, rate.value(), rate.changed() / rate.value()))) {
            case Defined<RatePlan>(RatePlan plan) ->
                new Requirement(question, rate, plan.size(), plan.factor(), plan.simulatedRuns(), null);
            case Undefined<RatePlan>(var reason) -> Requirement.none(question, rate, reason.code());
        };
    }

    private Answer<RatePlan> plan(Simulated wanted) {
        synchronized (plans) {
            return plans.computeIfAbsent(
                    wanted, key -> RatePlanner.of(key.detection).plan(key.base, key.ratio, new SplittableRandom(seed)));
        }
    }
}

package io.meshtrial.analytics.planning;

import io.meshtrial.analytics.planning.Shown.Kind;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.planning.Detection;
import io.meshtrial.statistics.planning.SampleSize;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Sizes at which the verdict itself says what is asked: by the formula for what sequences of means judge; for error rates by the
 * formula times the factor that a simulation of their e-process finds. Simulated factors are kept, because a page asks for the
 * same ones again.
 */
public final class Planner {

    private static final int KEPT = 256;

    /** What the formula gives for means by simulation when it plans for 80 %, and a margin for the simulation's error. */
    private static final double USUAL_DETECTED = 0.88;

    private final long seed;
    private final Map<Simulated, OptionalDouble> factors = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Simulated, OptionalDouble> eldest) {
            return size() > KEPT;
        }
    };

    private record Simulated(RateSize size, double formula, double detected) {}

    /** @param seed of the simulations, so that the same question has the same answer */
    public Planner(long seed) {
        this.seed = seed;
    }

    /** @param baseline null when control is not known */
    public Requirement requirement(Question question, @Nullable Baseline baseline) {
        Shown shown = question.shown().orElse(null);
        if (shown == null) {
            return Requirement.none(question, null, baseline, "no_verdict");
        }
        return switch (baseline) {
            case null -> Requirement.none(question, shown, null, "no_baseline");
            case Baseline.Rate rate -> ofRate(question, shown, rate);
            case Baseline.Measured measured -> {
                OptionalDouble units = new MeasuredSize(question, shown, measured).units();
                yield units.isEmpty()
                        ? Requirement.none(question, shown, measured, "no_difference")
                        : new Requirement(
                                question, shown, measured, units.getAsDouble() / measured.counted(), 1, 0, null);
            }
        };
    }

    private Requirement ofRate(Question question, Shown shown, Baseline.Rate rate) {
        Detection detection =
                new Detection(2 * shown.alpha(), question.power(), question.share() / (1 - question.share()), true);
        return switch (detection.ofProportion(rate.value(), rate.changed() - rate.value())) {
            case Undefined<SampleSize>(var reason) -> Requirement.none(question, shown, rate, reason.code());
            case Defined<SampleSize>(SampleSize formula) -> {
                double ratio = rate.changed() / rate.value();
                boolean out = shown.kind() == Kind.RULED_OUT;
                RateSize size = new RateSize(shown, question.share(), rate.value(), out ? 1 : ratio, out ? ratio : 1);
                OptionalDouble found =
                        factor(new Simulated(size, formula.total(), Math.max(USUAL_DETECTED, question.power())));
                if (found.isEmpty()) {
                    yield Requirement.none(question, shown, rate, "not_within_horizon");
                }
                double factor = found.getAsDouble();
                yield new Requirement(question, shown, rate, formula.total() * factor, factor, RateSize.RUNS, null);
            }
        };
    }

    private OptionalDouble factor(Simulated wanted) {
        synchronized (factors) {
            return factors.computeIfAbsent(
                    wanted, key -> key.size.factor(key.formula, key.detected, new SplittableRandom(seed)));
        }
    }
}

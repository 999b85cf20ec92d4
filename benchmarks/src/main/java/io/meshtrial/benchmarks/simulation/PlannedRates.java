package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.planning.Detection;
import io.meshtrial.statistics.planning.RatePlan;
import io.meshtrial.statistics.planning.RatePlanner;
import io.meshtrial.statistics.rate.WatchedErrors;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** A rise of the error rate, watched up to the size that the planner gives for it. */
final class PlannedRates {

    private static final int LOOKS = 100;

    private PlannedRates() {}

    static Situation of(double base, double ratio, double share) {
        AtomicReference<@Nullable RatePlan> known = new AtomicReference<>();
        WatchedErrors watched = new WatchedErrors(share);
        return new Situation(
                "planned rise of errors ×" + ratio + ", share " + share,
                "error rate " + base + ", as many requests as the planner's formula and factor say",
                LOOKS,
                List.of(Column.detects("with the planner's factor", 0.85), Column.shown("at the formula's size alone")),
                (random, watch) -> {
                    RatePlan plan = known.updateAndGet(before -> before == null ? plan(base, ratio, share) : before);
                    simulate(0, plan.size().total() / LOOKS, base, ratio, share, watched, random, watch);
                    simulate(1, plan.formula().total() / LOOKS, base, ratio, share, watched, random, watch);
                });
    }

    private static RatePlan plan(double base, double ratio, double share) {
        return RatePlanner.of(new Detection(0.05, 0.8, share / (1 - share), true))
                .plan(base, ratio, new SplittableRandom(1))
                .orElseThrow();
    }

    private static void simulate(
            int column,
            double perLook,
            double base,
            double ratio,
            double share,
            WatchedErrors watched,
            RandomGenerator random,
            Watch watch) {
        long treatment = 0;
        long control = 0;
        for (int look = 1; look <= LOOKS; look++) {
            treatment += Draw.binomial(random, Math.round(perLook * share), base * ratio);
            control += Draw.binomial(random, Math.round(perLook * (1 - share)), base);
            watch.see(column, look, watched.logE(treatment, control) >= Math.log(20));
        }
    }
}

package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Values that requests carry, judged by their mean: well behaved ones, and sparse or skewed ones at a canary of 1 %. */
final class JudgedValues {

    /** Values are drawn in thousandths, so that sums of their squares fit into a long. */
    private static final double PARTS = 1_000;

    private static final long TO_FIXED = (long) (ValueSums.SCALE / PARTS);
    private static final double SPREAD = 1.5;

    private JudgedValues() {}

    private interface Value {
        double draw(int arm, RandomGenerator random);
    }

    static List<JudgedSituation> all() {
        return List.of(
                situation(
                        "means",
                        "control N(10,1), treatment N(10,1.5²), share 20 %, 100 requests a look",
                        100,
                        100,
                        2000,
                        0.01,
                        (arm, random) -> 10 + (arm == 1 ? 1.5 : 1) * random.nextGaussian()),
                situation(
                        "sparse values, canary 1 %",
                        "2 % of the requests bring a lognormal value (σ 1.5), 1000 requests a look",
                        200,
                        1000,
                        100,
                        0.5,
                        (arm, random) -> random.nextDouble() < 0.02 ? Math.exp(SPREAD * random.nextGaussian()) : 0),
                situation(
                        "lognormal values, canary 1 %",
                        "every request brings a lognormal value (σ 1.5), 1000 requests a look",
                        200,
                        1000,
                        100,
                        0.2,
                        (arm, random) -> Math.exp(SPREAD * random.nextGaussian())));
    }

    private static JudgedSituation situation(
            String name, String story, int looks, int requests, int part, double margin, Value value) {
        return new JudgedSituation(
                name,
                story,
                looks,
                Definitions.of(
                        RandomisationUnit.REQUEST,
                        (long) looks * requests,
                        List.of(Definitions.GOAL_OF_MEANS, Definitions.guardrail("kept", "VALUE_MEAN", true, margin)),
                        new int[][] {{part}}),
                look -> 1,
                margin,
                (degradation, random) -> (look, intake) -> {
                    double[] factors = {1, 1 - degradation};
                    long[][] sums = new long[2][4];
                    for (int request = 0; request < requests; request++) {
                        int arm = random.nextDouble() < part / 10_000.0 ? 1 : 0;
                        long drawn = Math.round(PARTS * factors[arm] * value.draw(arm, random));
                        sums[arm][0]++;
                        sums[arm][1] += drawn > 0 ? 1 : 0;
                        sums[arm][2] += drawn;
                        sums[arm][3] = Math.addExact(sums[arm][3], drawn * drawn);
                    }
                    for (int arm = 0; arm < 2; arm++) {
                        if (sums[arm][0] > 0) {
                            intake.requests(1, 1, arm, look, tally(sums[arm]));
                        }
                    }
                });
    }

    /** @param sums of requests, of those above 0, of their values in thousandths and of the squares */
    static Tally tally(long[] sums) {
        ValueSums values = new ValueSums(
                sums[0], sums[1], Int128.product(sums[2], TO_FIXED), Int128.product(sums[3], TO_FIXED * TO_FIXED));
        return new Tally(
                sums[0],
                0,
                0,
                0,
                0,
                Int128.ZERO,
                Int128.ZERO,
                LatencyCounts.EMPTY,
                new TreeMap<>(Map.of(Definitions.GOAL, values)));
    }
}

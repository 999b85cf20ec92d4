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

/** Requests that fail or do not, judged: the situations whose trouble lies in shares, rates and what is counted as a request. */
final class JudgedCounts {

    private static final double MARGIN = 0.25;
    private static final double FOUND = 0.05;

    private JudgedCounts() {}

    /**
     * What comes of one rule.
     *
     * @param requests between two looks
     * @param parts of treatment, of 10 000, by revision
     * @param rates of errors, by revision
     * @param bots part of as many again that are bots, all at control
     */
    private record Rule(long requests, int[] parts, double[] rates, double bots) {}

    static List<JudgedSituation> all() {
        int[] ramp = {20, 40, 60, 100};
        return List.of(
                situation(
                        "rare errors",
                        "error rate 0.1 %, canary 5 %, 1000 requests a look",
                        new int[] {100},
                        rule(1000, 500, 0.001)),
                situation(
                        "ramp with drift",
                        "share 1, 5, 25, 50 %, error rate 2 % falling to 1 %, 5000 requests a look",
                        ramp,
                        new Rule(5000, new int[] {100, 500, 2500, 5000}, new double[] {0.02, 0.02, 0.012, 0.01}, 0)),
                situation(
                        "sample ratio watched 500 times",
                        "200 requests a look, share 50 %",
                        new int[] {500},
                        rule(200, 5000, 0.01)),
                situation(
                        "rules of different shares",
                        "one rule at 5 % with 1 % errors, one at 50 % with 2 % errors, 500 requests a look each",
                        new int[] {100},
                        rule(500, 500, 0.01),
                        rule(500, 5000, 0.02)),
                situation(
                        "retries",
                        "error rate 1 %, share 10 %, each request counted once, whatever its attempts",
                        new int[] {100},
                        rule(1000, 1000, 0.01)),
                situation(
                        "bots",
                        "500 units a look, share 10 %, as many as a tenth again are bots that reach control",
                        new int[] {100},
                        new Rule(500, new int[] {1000}, new double[] {0.01}, 0.1)));
    }

    private static Rule rule(long requests, int part, double rate) {
        return new Rule(requests, new int[] {part}, new double[] {rate}, 0);
    }

    /** @param lastLooks of each revision */
    private static JudgedSituation situation(String name, String story, int[] lastLooks, Rule... rules) {
        int looks = lastLooks[lastLooks.length - 1];
        long planned = 0;
        int[][] parts = new int[rules.length][];
        for (int i = 0; i < rules.length; i++) {
            planned += looks * rules[i].requests;
            parts[i] = rules[i].parts;
        }
        return new JudgedSituation(
                name,
                story,
                looks,
                Definitions.of(
                        RandomisationUnit.REQUEST,
                        planned,
                        List.of(
                                Definitions.GOAL_OF_SHARES,
                                Definitions.guardrail("errors", "ERROR_RATE", true, MARGIN)),
                        parts),
                look -> revision(look, lastLooks),
                MARGIN,
                (degradation, random) -> (look, intake) -> {
                    int revision = revision(look, lastLooks);
                    for (int i = 0; i < rules.length; i++) {
                        come(rules[i], i + 1, revision, look, 1 + degradation, random, intake);
                    }
                });
    }

    private static int revision(int look, int[] lastLooks) {
        int revision = 1;
        while (look > lastLooks[revision - 1]) {
            revision++;
        }
        return revision;
    }

    private static void come(
            Rule rule, int number, int revision, int look, double ratio, RandomGenerator random, Intake intake) {
        double rate = rule.rates[revision - 1];
        long treatment = Draw.binomial(random, rule.requests, rule.parts[revision - 1] / 10_000.0);
        long bots = Draw.binomial(random, rule.requests, rule.bots);
        intake.requests(number, revision, 0, look, tally(rule.requests - treatment, rate, bots, random));
        if (treatment > 0) {
            intake.requests(number, revision, 1, look, tally(treatment, rate * ratio, 0, random));
        }
    }

    private static Tally tally(long requests, double rate, long bots, RandomGenerator random) {
        return tally(requests, Draw.binomial(random, requests, rate), Draw.binomial(random, requests, FOUND), bots);
    }

    /** @param found requests whose value is 1, not 0 */
    static Tally tally(long requests, long errors, long found, long bots) {
        long scale = (long) ValueSums.SCALE;
        ValueSums values =
                new ValueSums(requests, found, Int128.product(found, scale), Int128.product(found * scale, scale));
        return new Tally(
                requests,
                errors,
                0,
                bots,
                0,
                Int128.ZERO,
                Int128.ZERO,
                LatencyCounts.EMPTY,
                new TreeMap<>(Map.of(Definitions.GOAL, values)));
    }
}

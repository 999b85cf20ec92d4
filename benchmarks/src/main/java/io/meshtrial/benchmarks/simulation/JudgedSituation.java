package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.Experiment;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A situation through the whole path of a verdict: what arrives is added up into tallies, sorted, compared and judged after every
 * batch. Without an effect it must not say harm or better; with the treatment worse by exactly the guardrail's margin it must not be
 * promoted.
 *
 * @param name of the situation, as it is named where its tests are shown alone
 * @param looks of a run
 * @param definitions after each revision
 * @param revisionOf revision, from 1, in force before a look
 * @param margin of the critical guardrail
 * @param arrivals makes what a run consists of
 */
record JudgedSituation(
        String name,
        String story,
        int looks,
        List<Experiment> definitions,
        IntUnaryOperator revisionOf,
        double margin,
        Arrivals.Source arrivals) {

    /** What comes between two looks of one run. */
    interface Arrivals {
        void come(int look, Intake intake);

        /**
         * Starts a run.
         */
        interface Source {
            /** @param degradation of treatment on the guardrail, relative; 0 for none */
            Arrivals begin(double degradation, RandomGenerator random);
        }
    }

    Situation withoutEffect() {
        return situation(
                "judged: " + name,
                0,
                List.of(
                        Column.ours("verdict harm", 0.01),
                        Column.ours("verdict better", 0.05),
                        Column.shown("promoted"),
                        Column.ours("sample ratio", 0.001)));
    }

    Situation atMargin() {
        return situation(
                "judged: " + name + ", at the margin",
                margin,
                List.of(
                        Column.shown("verdict harm"),
                        Column.ours("verdict better", 0.05),
                        Column.ours("promoted", 0.05),
                        Column.ours("sample ratio", 0.001)));
    }

    private Situation situation(String named, double degradation, List<Column> columns) {
        return new Situation(named, story, looks, columns, (random, watch) -> {
            Judgement judgement = new Judgement();
            Intake intake = new Intake();
            Arrivals run = arrivals.begin(degradation, random);
            for (int look = 1; look <= looks; look++) {
                run.come(look, intake);
                Experiment now = definitions.get(revisionOf.applyAsInt(look) - 1);
                judgement.look(now, look, intake.tallies(look)).into(watch, look);
            }
        });
    }
}

package io.meshtrial.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 40 runs of each situation, 20 of those that are judged at every look; 1000 with {@code -Dmeshtrial.proof=true}. The seed is fixed. */
class SimulationTest {

    private static final long SEED = 20261122;
    private static final boolean PROOF = Boolean.getBoolean("meshtrial.proof");
    private static final Simulator SIMULATOR = new Simulator(SEED, PROOF ? 1000 : 40);
    private static final Simulator OF_JUDGED = new Simulator(SEED, PROOF ? 1000 : 20);

    static Stream<Situation> situations() {
        return Situation.all(1_000).stream();
    }

    @ParameterizedTest
    @MethodSource("situations")
    void whatVerdictsRestOnKeepsItsPromise(Situation situation) {
        Simulator simulator = situation.name().startsWith("judged") ? OF_JUDGED : SIMULATOR;
        assertThat(simulator.simulate(situation))
                .allSatisfy(result -> assertThat(result.holds())
                        .as("%s: %s", result.column().name(), result.rate())
                        .isTrue());
    }

    static Stream<Situation> known() {
        return Situation.known().stream();
    }

    /** An independent simulation in Python, numpy PCG64, 2000 to 10 000 runs. */
    @ParameterizedTest
    @MethodSource("known")
    void ratesAgreeWithAnIndependentSimulation(Situation situation) throws IOException {
        List<Independent> expected = Independent.all().stream()
                .filter(row -> row.situation().equals(situation.name()))
                .toList();
        List<TestResult> results = SIMULATOR.simulate(situation);
        assertThat(expected)
                .isNotEmpty()
                .allSatisfy(row -> assertThat(results)
                        .filteredOn(result -> result.column().name().equals(row.test()))
                        .singleElement()
                        .satisfies(result -> assertThat(row.agrees(result))
                                .as("%s: %s against %s, median %s", row.test(), result.rate(), row, result.medianStop())
                                .isTrue()));
    }

    @Test
    void theSameSeedGivesTheSameTableAndPlot() {
        Simulator simulator = new Simulator(5, 4);
        Situation situation = RareErrors.withRatio(1);
        List<TestResult> results = simulator.simulate(situation);
        String table = ResultTable.rows(results);
        assertThat(table)
                .isEqualTo(ResultTable.rows(simulator.simulate(situation)))
                .contains("| ours |", "| ≤ 5.00 |");
        assertThat(BarPlot.of(results)).startsWith("<svg").contains("rare errors, ratio 1.0: z-test each look");
    }

    @Test
    void badArgumentsAreNamed() throws IOException {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int code = SimulationMain.run(new String[] {"many"}, System.out, new PrintStream(errors, true, "UTF-8"));
        assertThat(code).isEqualTo(2);
        assertThat(errors.toString("UTF-8")).startsWith("arguments: RUNS SEED");
    }
}

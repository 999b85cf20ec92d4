package io.meshtrial.benchmarks.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** At reduced size; {@code -Dmeshtrial.simulation.runs=1000} for the full one. The seed is fixed. */
class SimulationTest {

    private static final Simulator SIMULATOR =
            new Simulator(20261122, Integer.getInteger("meshtrial.simulation.runs", 40));

    static Stream<Situation> situations() {
        return Situation.all().stream()
                .map(situation -> situation.looks() > 1000 ? ClosedUserSet.watched(1000) : situation);
    }

    @ParameterizedTest
    @MethodSource("situations")
    void whatVerdictsRestOnKeepsItsPromise(Situation situation) {
        assertThat(SIMULATOR.simulate(situation))
                .allSatisfy(result -> assertThat(result.holds())
                        .as("%s: %s", result.column().name(), result.rate())
                        .isTrue());
    }

    /** Rates in per cent with their standard errors: an independent simulation in Python, numpy PCG64, 2000 to 10 000 runs. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            means, effect 0.0 SE               | sequence                        | 1.45  | 0.19
            means, effect 0.0 SE               | z-test each look                | 33.35 | 0.75
            means, effect 3.877 SE             | sequence                        | 86.48 | 0.54
            means, effect 3.877 SE             | sequence, better                | 91.27 | 0.45
            sticky users                       | by user, delta method           | 1.25  | 0.25
            sticky users                       | by request, same sequence       | 97.65 | 0.34
            rare errors, ratio 1.0             | conditional e-process           | 2.05  | 0.22
            rare errors, ratio 1.0             | asymptotic from the first error | 55.35 | 0.79
            rare errors, ratio 5.0             | conditional e-process           | 99.38 | 0.12
            ramp with drift, ratio 1.0         | phased                          | 2.60  | 0.36
            ramp with drift, ratio 1.0         | promoted at +25 %               | 99.90 | 0.07
            ramp with drift, ratio 1.0         | pooled sequence                 | 100   | 0.05
            ramp with drift, ratio 1.25        | phased, harm                    | 100   | 0.05
            ramp with drift, ratio 1.25        | promoted at +25 %               | 2.65  | 0.36
            sample ratio, share 0.5, tilt 0.0  | χ² < 0.001 each look            | 2.06  | 0.14
            sample ratio, sticky               | by request, χ² once             | 68.65 | 0.73
            """)
    void ratesAgreeWithAnIndependentSimulation(String name, String column, double rate, double standardError) {
        Situation situation = Situation.all().stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();
        TestResult result = SIMULATOR.simulate(situation).stream()
                .filter(candidate -> candidate.column().name().equals(column))
                .findFirst()
                .orElseThrow();
        double joint = Math.hypot(100 * result.standardError(), standardError);
        assertThat(Math.abs(100 * result.rate() - rate))
                .as("%s against %s", 100 * result.rate(), rate)
                .isLessThanOrEqualTo(4.5 * joint);
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

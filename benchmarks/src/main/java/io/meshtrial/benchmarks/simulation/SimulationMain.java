package io.meshtrial.benchmarks.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code RUNS SEED [PLOT.svg]}: simulates every situation and prints the table as it grows. */
final class SimulationMain {

    private SimulationMain() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.out, System.err));
    }

    /** 0 when every promise holds, 1 when one does not, 2 for bad arguments. */
    static int run(String[] arguments, PrintStream out, PrintStream errors) throws IOException {
        Simulator simulator;
        try {
            simulator = new Simulator(Long.parseLong(arguments[1]), Integer.parseInt(arguments[0]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            errors.println("arguments: RUNS SEED [PLOT.svg]");
            return 2;
        }
        List<TestResult> results = new ArrayList<>();
        out.print(ResultTable.header());
        for (Situation situation : Situation.all()) {
            List<TestResult> some = simulator.simulate(situation);
            out.print(ResultTable.rows(some));
            out.flush();
            results.addAll(some);
        }
        if (arguments.length > 2) {
            Files.writeString(Path.of(arguments[2]), BarPlot.of(results));
        }
        return results.stream().allMatch(TestResult::holds) ? 0 : 1;
    }
}

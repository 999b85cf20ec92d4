package io.meshtrial.benchmarks.simulation;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * {@code RUNS SEED [PLOT.svg [NAMES]]}: simulates every situation, or those in whose name the regular expression NAMES is found, and
 * prints the table as it grows. {@code independent RUNS SEED}:
 * holds ours against an independent simulation, row by row.
 */
final class SimulationMain {

    private static final String USAGE = "arguments: RUNS SEED [PLOT.svg [NAMES]] | independent RUNS SEED";

    private SimulationMain() {}

    public static void main(String[] arguments) throws IOException {
        System.exit(run(arguments, System.out, System.err));
    }

    /** 0 when every promise holds or every row agrees, 1 when one does not, 2 for bad arguments. */
    static int run(String[] arguments, PrintStream out, PrintStream errors) throws IOException {
        boolean independent = arguments.length > 0 && arguments[0].equals("independent");
        int first = independent ? 1 : 0;
        Simulator simulator;
        try {
            simulator = new Simulator(Long.parseLong(arguments[first + 1]), Integer.parseInt(arguments[first]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            errors.println(USAGE);
            return 2;
        }
        if (independent) {
            return compare(simulator, out);
        }
        List<TestResult> results = new ArrayList<>();
        out.print(ResultTable.header());
        Predicate<String> named =
                Pattern.compile(arguments.length > 3 ? arguments[3] : "").asPredicate();
        for (Situation situation : Situation.all()) {
            if (!named.test(situation.name())) {
                continue;
            }
            List<TestResult> some = simulator.simulate(situation);
            out.print(ResultTable.rows(some));
            out.flush();
            results.addAll(some);
        }
        if (arguments.length > 2) {
            // The judged situations would be bars of nothing: a table of them says more.
            Files.writeString(
                    Path.of(arguments[2]),
                    BarPlot.of(results.stream()
                            .filter(result -> !result.situation().name().startsWith("judged"))
                            .toList()));
        }
        return results.stream().allMatch(TestResult::holds) ? 0 : 1;
    }

    private static int compare(Simulator simulator, PrintStream out) throws IOException {
        List<Independent> expected = Independent.all();
        int compared = 0;
        int different = 0;
        out.print("| situation | test | ours % | independent % | joint SE | median | independent | agrees |\n"
                + "|---|---|---|---|---|---|---|---|\n");
        for (Situation situation : Situation.known()) {
            for (TestResult result : simulator.simulate(situation)) {
                for (Independent row : expected) {
                    if (row.situation().equals(situation.name())
                            && row.test().equals(result.column().name())) {
                        boolean agrees = row.agrees(result);
                        compared++;
                        different += agrees ? 0 : 1;
                        out.print(line(row, result, agrees));
                    }
                }
            }
            out.flush();
        }
        out.printf("%d compared, %d different, %d rows of the file%n", compared, different, expected.size());
        return different == 0 && compared == expected.size() ? 0 : 1;
    }

    private static String line(Independent row, TestResult result, boolean agrees) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.2f | %.2f | %.1f | %.3f | %s | %s |%n",
                row.situation(),
                row.test(),
                100 * result.rate(),
                row.rate(),
                row.distance(result),
                result.medianStop(),
                row.medianStop().isPresent()
                        ? String.format(Locale.ROOT, "%.3f", row.medianStop().getAsDouble())
                        : "-",
                agrees ? "yes" : "NO");
    }
}

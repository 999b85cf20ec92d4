package io.meshtrial.benchmarks.simulation;

import java.util.List;
import java.util.Locale;

/** Results as a Markdown table. */
final class ResultTable {

    private ResultTable() {}

    static String header() {
        return "| situation | test | whose | alarms % | promised | median stop | holds |\n|---|---|---|---|---|---|---|\n";
    }

    static String rows(List<TestResult> results) {
        StringBuilder rows = new StringBuilder();
        for (TestResult result : results) {
            rows.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %.2f ± %.2f | %s | %.2f | %s |%n",
                    result.situation().name(),
                    result.column().name(),
                    result.column().ours() ? "ours" : "usual",
                    100 * result.rate(),
                    100 * result.standardError(),
                    promise(result.column()),
                    result.medianStop(),
                    holds(result)));
        }
        return rows.toString();
    }

    private static String promise(Column column) {
        if (column.atMost() < 1) {
            return String.format(Locale.ROOT, "≤ %.3g", 100 * column.atMost());
        }
        return column.atLeast() > 0 ? String.format(Locale.ROOT, "≥ %.3g", 100 * column.atLeast()) : "";
    }

    private static String holds(TestResult result) {
        if (result.column().atMost() == 1 && result.column().atLeast() == 0) {
            return "";
        }
        return result.holds() ? "yes" : "NO";
    }
}

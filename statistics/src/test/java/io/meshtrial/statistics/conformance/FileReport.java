package io.meshtrial.statistics.conformance;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * How one file compares.
 *
 * @param file the file's name
 * @param function the function it tests
 * @param compared number of rows compared
 * @param different what lies beyond its tolerance, by row
 * @param largest the largest error over its tolerance, with where it is
 * @param otherReasons rows refused as they must be, but for a reason of another name
 * @param faults lines that could not be compared
 */
record FileReport(
        String file,
        String function,
        int compared,
        List<Difference> different,
        Worst largest,
        List<String> otherReasons,
        List<Fault> faults) {

    /** A row beyond its tolerance. */
    record Difference(int line, String row, String what) {}

    /** The largest error over its tolerance. */
    record Worst(double error, String where) {}

    static FileReport of(VectorFile file, VectorFunction function) {
        Comparing comparing = new Comparing();
        comparing.faults.addAll(file.faults());
        file.rows().forEach(row -> comparing.add(row, function));
        return new FileReport(
                file.name(),
                function.name(),
                comparing.compared,
                List.copyOf(comparing.different),
                comparing.worst,
                List.copyOf(comparing.otherReasons),
                List.copyOf(comparing.faults));
    }

    /** Number of rows with at least one difference. */
    long differentRows() {
        return different.stream().map(Difference::line).distinct().count();
    }

    private static final class Comparing {
        private final List<Difference> different = new ArrayList<>();
        private final List<String> otherReasons = new ArrayList<>();
        private final List<Fault> faults = new ArrayList<>();
        private Worst worst = new Worst(0, "every value exact");
        private int compared;

        /** A cell that cannot be read is the file's fault; whatever else the function throws is a difference. */
        private void add(Row row, VectorFunction function) {
            try {
                compare(row, function.compute().apply(row));
            } catch (VectorFileException e) {
                faults.add(new Fault(row.line(), String.valueOf(e.getMessage())));
                return;
            } catch (RuntimeException e) {
                differs(row, "failed: " + e);
            }
            compared++;
        }

        private void compare(Row row, Answer<List<Output>> answer) {
            boolean mustRefuse = row.status().startsWith("error:");
            switch (answer) {
                case Answer.Undefined<List<Output>>(Reason reason) -> {
                    if (!mustRefuse) {
                        differs(row, "refused: " + reason.code());
                    } else if (!row.status().equals("error:" + reason.code())) {
                        otherReasons.add("row " + row.text("id") + ": refused for " + reason.code() + ", vector says "
                                + row.status());
                    }
                }
                case Answer.Defined<List<Output>>(List<Output> outputs) -> {
                    if (mustRefuse) {
                        differs(row, "answered, must refuse: " + row.status());
                    } else {
                        outputs.forEach(output -> compare(row, output));
                    }
                }
            }
        }

        private void compare(Row row, Output output) {
            String expected = row.text(output.column());
            double error = output.error(expected);
            if (error > 1) {
                differs(row, output.column() + " is " + output.actual() + ", vector says " + expected);
            }
            if (error > worst.error()) {
                worst = new Worst(error, output.column() + " in row " + row.text("id"));
            }
        }

        private void differs(Row row, String what) {
            different.add(new Difference(row.line(), row.text("id"), what));
        }
    }
}

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
 * @param compared number of rows
 * @param different the rows beyond their tolerance
 * @param largest the largest error over its tolerance, with where it is
 * @param otherReasons rows refused as they must be, but for a reason of another name
 */
record FileReport(
        String file,
        String function,
        int compared,
        List<Difference> different,
        Worst largest,
        List<String> otherReasons) {

    /** A row beyond its tolerance. */
    record Difference(String row, String what) {}

    /** The largest error over its tolerance. */
    record Worst(double error, String where) {}

    static FileReport of(VectorFile file, VectorFunction function) {
        List<Difference> different = new ArrayList<>();
        List<String> otherReasons = new ArrayList<>();
        Worst worst = new Worst(0, "every value exact");
        for (Row row : file.rows()) {
            switch (function.compute().apply(row)) {
                case Answer.Undefined<List<Output>>(Reason reason) -> {
                    if (!row.status().startsWith("error:")) {
                        different.add(new Difference(row.text("id"), "refused: " + reason.code()));
                    } else if (!row.status().equals("error:" + reason.code())) {
                        otherReasons.add("row " + row.text("id") + ": refused for " + reason.code() + ", vector says "
                                + row.status());
                    }
                }
                case Answer.Defined<List<Output>>(List<Output> outputs) -> {
                    if (row.status().startsWith("error:")) {
                        different.add(new Difference(row.text("id"), "answered, must refuse: " + row.status()));
                        continue;
                    }
                    for (Output output : outputs) {
                        String expected = row.text(output.column());
                        double error = output.error(expected);
                        if (error > 1) {
                            different.add(new Difference(
                                    row.text("id"),
                                    output.column() + " is " + output.actual() + ", vector says " + expected));
                        }
                        if (error > worst.error()) {
                            worst = new Worst(error, output.column() + " in row " + row.text("id"));
                        }
                    }
                }
            }
        }
        return new FileReport(
                file.name(), function.name(), file.rows().size(), List.copyOf(different), worst, otherReasons);
    }

    /** Number of rows with at least one difference. */
    long differentRows() {
        return different.stream().map(Difference::row).distinct().count();
    }
}

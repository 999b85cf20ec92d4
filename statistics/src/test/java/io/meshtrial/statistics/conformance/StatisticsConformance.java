package io.meshtrial.statistics.conformance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code ./conformance statistics [--limit ROWS] FILE…}: compares the module with files of reference vectors, and prints every
 * row beyond its tolerance unless a limit is asked for. A line that cannot be read is named and the others go on.
 */
final class StatisticsConformance {

    static final int SAME = 0;
    static final int DIFFERENT = 1;
    static final int UNUSABLE = 2;

    private static final String USAGE = "usage: ./conformance statistics [--limit ROWS] FILE…";
    private static final String LIMIT = "--limit";

    private final PrintStream out;
    private final PrintStream errors;

    StatisticsConformance(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        System.exit(new StatisticsConformance(System.out, System.err).run(List.of(arguments)));
    }

    /**
     * Compares every file.
     *
     * @return 0 when all was compared and nothing differs, 1 when something differs, 2 when nothing does but a file or a line
     *     could not be compared
     */
    int run(List<String> arguments) {
        long limit = Long.MAX_VALUE;
        List<String> files = arguments;
        if (!arguments.isEmpty() && arguments.getFirst().equals(LIMIT)) {
            if (arguments.size() < 2 || !arguments.get(1).matches("[0-9]{1,9}")) {
                return usage();
            }
            limit = Long.parseLong(arguments.get(1));
            files = arguments.subList(2, arguments.size());
        }
        return files.isEmpty() || files.getFirst().startsWith("--") ? usage() : compare(files, limit);
    }

    private int usage() {
        errors.println(USAGE);
        return UNUSABLE;
    }

    private int compare(List<String> files, long limit) {
        List<FileReport> reports = new ArrayList<>();
        boolean unusable = false;
        for (int i = 0; i < files.size(); i++) {
            String name = files.get(i);
            try {
                VectorFile file = VectorFile.read(Path.of(name));
                FileReport report = FileReport.of(file, functionOf(file));
                show(report, i + 1, files.size(), limit);
                report.faults().forEach(fault -> errors.println(name + ":" + fault.line() + ": " + fault.what()));
                unusable |= !report.faults().isEmpty();
                reports.add(report);
            } catch (VectorFileException e) {
                errors.println(name + ": " + e.getMessage());
                unusable = true;
            }
        }
        long compared = reports.stream().mapToLong(FileReport::compared).sum();
        long different = reports.stream().mapToLong(FileReport::differentRows).sum();
        out.println(compared + " compared, " + different + " different");
        if (different > 0) {
            return DIFFERENT;
        }
        return unusable || compared == 0 ? UNUSABLE : SAME;
    }

    /** By the header; the file's name decides only between functions whose columns both fit. */
    static VectorFunction functionOf(VectorFile file) {
        List<VectorFunction> fitting = VectorFunction.all().stream()
                .filter(function -> function.fits(file.header()))
                .toList();
        List<VectorFunction> whole = fitting.stream()
                .filter(function -> function.columns().size() == file.header().size())
                .toList();
        List<VectorFunction> candidates = whole.isEmpty() ? fitting : whole;
        return candidates.stream()
                .filter(function -> candidates.size() == 1 || file.stem().startsWith(function.name()))
                .findFirst()
                .orElseThrow(() -> new VectorFileException("its columns belong to no known function; known are "
                        + VectorFunction.all().stream()
                                .map(VectorFunction::name)
                                .collect(Collectors.joining(", "))));
    }

    private void show(FileReport report, int number, int of, long limit) {
        out.printf(
                Locale.ROOT,
                "[%d/%d] %s: %d rows, largest error %.2g of its tolerance (%s), %d different%n",
                number,
                of,
                report.function(),
                report.compared(),
                report.largest().error(),
                report.largest().where(),
                report.differentRows());
        List<Integer> shown = report.different().stream()
                .map(FileReport.Difference::line)
                .distinct()
                .limit(limit)
                .toList();
        Stream<String> rows = report.different().stream()
                .filter(difference -> shown.contains(difference.line()))
                .map(difference ->
                        "line " + difference.line() + ", row " + difference.row() + ": " + difference.what());
        Stream.concat(rows, report.otherReasons().stream()).forEach(line -> out.println("    " + line));
        if (report.differentRows() > shown.size()) {
            out.println("    and " + (report.differentRows() - shown.size()) + " rows more");
        }
    }
}

package io.meshtrial.statistics.conformance;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** {@code ./conformance statistics FILE…}: compares the module with files of reference vectors. */
final class StatisticsConformance {

    static final int SAME = 0;
    static final int DIFFERENT = 1;
    static final int UNUSABLE = 2;

    private static final int MOST_SHOWN = 20;

    private final PrintStream out;
    private final PrintStream errors;

    StatisticsConformance(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    public static void main(String[] arguments) {
        System.exit(new StatisticsConformance(System.out, System.err).run(List.of(arguments)));
    }

    /** Compares every file; 0 when nothing differs, 1 when something does, 2 when a file cannot be used. */
    int run(List<String> files) {
        if (files.isEmpty()) {
            errors.println("usage: ./conformance statistics FILE…");
            return UNUSABLE;
        }
        List<FileReport> reports = new ArrayList<>();
        boolean unusable = false;
        for (int i = 0; i < files.size(); i++) {
            try {
                VectorFile file = VectorFile.read(Path.of(files.get(i)));
                FileReport report = FileReport.of(file, functionOf(file));
                show(report, i + 1, files.size());
                reports.add(report);
            } catch (VectorFileException e) {
                errors.println(files.get(i) + ": " + e.getMessage());
                unusable = true;
            }
        }
        long compared = reports.stream().mapToLong(FileReport::compared).sum();
        long different = reports.stream().mapToLong(FileReport::differentRows).sum();
        out.println(compared + " compared, " + different + " different");
        if (unusable) {
            return UNUSABLE;
        }
        return different == 0 ? SAME : DIFFERENT;
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

    private void show(FileReport report, int number, int of) {
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
        report.different().stream()
                .limit(MOST_SHOWN)
                .forEach(difference -> out.println("    row " + difference.row() + ": " + difference.what()));
        if (report.different().size() > MOST_SHOWN) {
            out.println("    and " + (report.different().size() - MOST_SHOWN) + " more");
        }
        report.otherReasons().forEach(reason -> out.println("    " + reason));
    }
}

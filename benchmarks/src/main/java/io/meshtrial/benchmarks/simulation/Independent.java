package io.meshtrial.benchmarks.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * What an independent simulation found for one test in one situation.
 *
 * @param rate of runs with an alarm, per cent
 * @param standardError of the rate as it was stated, per cent
 * @param medianStop as a part of the planned size; empty when fewer than half of the runs stopped
 * @param rounding of the median, as a part of the planned size
 * @param runs from which it was found
 */
record Independent(
        String situation,
        String test,
        double rate,
        double standardError,
        OptionalDouble medianStop,
        double rounding,
        int runs) {

    private static final double JOINT_ERRORS = 4.5;
    private static final double MEDIAN_ERRORS = 2;

    static List<Independent> all() throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Independent.class.getResourceAsStream("independent.csv")), UTF_8))) {
            return lines.lines().skip(2).map(Independent::of).toList();
        }
    }

    private static Independent of(String line) {
        String[] cells = line.split(";", -1);
        return new Independent(
                cells[0],
                cells[1],
                Double.parseDouble(cells[2]),
                Double.parseDouble(cells[3]),
                cells[4].isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(cells[4])),
                cells[5].isEmpty() ? 0 : Double.parseDouble(cells[5]),
                Integer.parseInt(cells[6]));
    }

    /** The difference of the rates in joint standard errors, each from (x + 1)/(n + 2). */
    double distance(TestResult result) {
        double alarms = Math.rint(rate / 100 * runs);
        double smoothed = (alarms + 1) / (runs + 2);
        double own = 100 * Math.sqrt(smoothed * (1 - smoothed) / runs);
        return Math.abs(100 * result.rate() - rate) / Math.hypot(100 * result.standardError(), own);
    }

    /** Rates within 4.5 joint standard errors, medians within one look beyond two of theirs. */
    boolean agrees(TestResult result) {
        return distance(result) <= JOINT_ERRORS && (medianStop.isEmpty() || medianAgrees(result));
    }

    private boolean medianAgrees(TestResult result) {
        double look = 1.0 / result.situation().looks();
        double jointError = result.medianError() * Math.sqrt(1 + (double) result.runs() / runs);
        return Math.abs(result.medianStop() - medianStop.getAsDouble()) <= look + rounding + MEDIAN_ERRORS * jointError;
    }
}

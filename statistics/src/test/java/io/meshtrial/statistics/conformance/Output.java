package io.meshtrial.statistics.conformance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the module computed for one column, and how far it may be from the vector.
 *
 * @param actual what to compare: numbers, separated by semicolons when there are several, or a word; blank if undefined
 * @param tolerance the allowed error, given the expected number
 */
record Output(String column, String actual, Tolerance tolerance) {

    /** The allowed absolute error for an expected number. */
    interface Tolerance {
        double allowed(double expected);
    }

    static final Tolerance EXACT = expected -> 0;

    static Output number(String column, double actual, Tolerance tolerance) {
        return new Output(column, Double.toString(actual), tolerance);
    }

    static Output numbers(String column, List<Double> actual, Tolerance tolerance) {
        return new Output(column, actual.stream().map(String::valueOf).collect(Collectors.joining(";")), tolerance);
    }

    static Output word(String column, Object actual) {
        return new Output(column, actual.toString(), EXACT);
    }

    static Output none(String column) {
        return new Output(column, "", EXACT);
    }

    static Tolerance relative(double size) {
        return expected -> size * Math.abs(expected);
    }

    static Tolerance absolute(double size) {
        return expected -> size;
    }

    /** Relative for numbers beyond 1, absolute within: the tolerance of logarithms. */
    static Tolerance logarithmic(double size) {
        return expected -> size * Math.max(1, Math.abs(expected));
    }

    /** The largest error over its tolerance; 0 when exact, infinite when of another kind. */
    double error(String expected) {
        if (expected.equals(actual)) {
            return 0;
        }
        String[] expectedParts = expected.split(";", -1);
        String[] actualParts = actual.split(";", -1);
        if (expected.isEmpty() || actual.isEmpty() || expectedParts.length != actualParts.length) {
            return Double.POSITIVE_INFINITY;
        }
        double[] errors = new double[expectedParts.length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = error(expectedParts[i], actualParts[i]);
        }
        return Arrays.stream(errors).max().orElse(0);
    }

    private double error(String expected, String actualPart) {
        try {
            double wanted = Double.parseDouble(expected);
            double got = Double.parseDouble(actualPart);
            if (wanted == got) {
                return 0;
            }
            double error = Math.abs(got - wanted) / tolerance.allowed(wanted);
            return Double.isNaN(error) ? Double.POSITIVE_INFINITY : error;
        } catch (NumberFormatException e) {
            return expected.equals(actualPart) ? 0 : Double.POSITIVE_INFINITY;
        }
    }
}

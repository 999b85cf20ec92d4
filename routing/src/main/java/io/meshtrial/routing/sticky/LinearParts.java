package io.meshtrial.routing.sticky;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A system of linear equations whose unknowns are positive whole parts that sum to the whole: Gauss and Jordan's
 * elimination with the largest pivots; what it leaves free is tried out, the more coarsely the more there is of it.
 * Solutions are candidates, to be held against what they should say.
 */
final class LinearParts {

    /** Below this a pivot is an error of rounding: coefficients are shares, known to 10⁻⁹. */
    private static final double SINGULAR = 1e-7;

    private static final double WHOLE_NUMBER = 1e-3;

    /** Distance of the values tried out, by how many unknowns are free. */
    private static final int[] STEPS = {1, 1, 1, 4, 10, 20};

    /** Of the whole, where finer parts are asked for than percents. */
    private static final int FINE = 1_000;

    private static final int[] FINE_STEPS = {1, 1, 50, 500, 1_000, 2_000};

    private final int unknowns;
    private final int whole;
    private final List<double[]> rows = new ArrayList<>();

    LinearParts(int unknowns, int whole) {
        this.unknowns = unknowns;
        this.whole = whole;
        double[] sum = new double[unknowns];
        Arrays.fill(sum, 1);
        add(sum, whole);
    }

    void add(double[] coefficients, double value) {
        double[] row = Arrays.copyOf(coefficients, unknowns + 1);
        row[unknowns] = value;
        rows.add(row);
    }

    Stream<int[]> solutions() {
        int[] pivots = eliminated();
        int[] free = IntStream.range(0, unknowns)
                .filter(unknown -> Arrays.stream(pivots).noneMatch(pivot -> pivot == unknown))
                .toArray();
        return values(free, 0, new int[unknowns]).flatMap(values -> {
            int[] solution = values.clone();
            for (int row = 0; row < pivots.length; row++) {
                double value = rows.get(row)[unknowns];
                for (int unknown : free) {
                    value -= rows.get(row)[unknown] * values[unknown];
                }
                solution[pivots[row]] = (int) Math.round(value);
                if (Math.abs(value - Math.rint(value)) > WHOLE_NUMBER) {
                    return Stream.empty();
                }
            }
            return Arrays.stream(solution).allMatch(parts -> parts > 0) ? Stream.of(solution) : Stream.empty();
        });
    }

    /** Those in the middle first. */
    private Stream<int[]> values(int[] free, int from, int[] values) {
        if (from == free.length) {
            return Stream.of(values);
        }
        int[] steps = whole < FINE ? STEPS : FINE_STEPS;
        int step = steps[Math.min(free.length, steps.length - 1)];
        int middle = whole / unknowns / step * step;
        return IntStream.range(1, whole / step)
                .mapToObj(one -> one * step)
                .sorted(Comparator.comparingInt(value -> Math.abs(value - middle)))
                .flatMap(value -> {
                    int[] next = values.clone();
                    next[free[from]] = value;
                    return values(free, from + 1, next);
                });
    }

    /** The unknown that each of the first rows says, all others but the free ones being gone from it. */
    private int[] eliminated() {
        List<Integer> pivots = new ArrayList<>();
        while (pivots.size() < rows.size()) {
            int row = pivots.size();
            int best = row;
            int unknown = -1;
            double largest = SINGULAR;
            for (int r = row; r < rows.size(); r++) {
                for (int c = 0; c < unknowns; c++) {
                    if (Math.abs(rows.get(r)[c]) > largest) {
                        largest = Math.abs(rows.get(r)[c]);
                        best = r;
                        unknown = c;
                    }
                }
            }
            if (unknown < 0) {
                break;
            }
            Collections.swap(rows, row, best);
            clear(row, unknown);
            pivots.add(unknown);
        }
        return pivots.stream().mapToInt(Integer::intValue).toArray();
    }

    private void clear(int row, int unknown) {
        double[] pivot = rows.get(row);
        double by = pivot[unknown];
        Arrays.setAll(pivot, i -> pivot[i] / by);
        for (int r = 0; r < rows.size(); r++) {
            double[] other = rows.get(r);
            double times = other[unknown];
            if (r != row && times != 0) {
                Arrays.setAll(other, i -> other[i] - times * pivot[i]);
            }
        }
    }
}

package io.meshtrial.localmesh.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Pearson's χ² test of counts against known shares. A category that must not occur, or the only one that may, is
 * compared exactly.
 */
final class GoodnessOfFit {

    /** Chance of refusing counts that were drawn with the shares; some thousand tests make one run. */
    static final double LEVEL = 1e-6;

    /** Fewer expected counts make the χ² distribution a bad approximation (Cochran 1954); such cells are pooled. */
    private static final double SMALLEST_CELL = 5;

    private static final String NONE = "none";
    private static final double ROUNDING = 1e-9;

    private GoodnessOfFit() {}

    private record Cell(double expected, long seen) {
        Cell with(Cell other) {
            return new Cell(expected + other.expected, seen + other.seen);
        }
    }

    /**
     * @param shares probability of each category, together at most 1; what is left is the category "none"
     * @param seen how often each category but "none" was seen
     * @return a sentence where the counts do not fit
     */
    static Optional<String> difference(String field, Map<String, Double> shares, Map<String, Long> seen, long draws) {
        Map<String, Double> expected = new TreeMap<>(shares);
        Map<String, Long> counts = new TreeMap<>(seen);
        double rest = 1 - shares.values().stream().mapToDouble(share -> share).sum();
        long none = draws - seen.values().stream().mapToLong(count -> count).sum();
        if (rest > ROUNDING) {
            expected.put(NONE, rest);
        }
        if (none != 0) {
            counts.put(NONE, none);
        }
        TreeSet<String> impossible = new TreeSet<>(counts.keySet());
        impossible.removeIf(name -> expected.getOrDefault(name, 0.0) > 0);
        if (!impossible.isEmpty()) {
            return Optional.of(field + ": " + impossible + " must not occur, seen " + counts + ", shares " + shares);
        }
        List<Cell> cells = pooled(expected, counts, draws);
        if (cells.size() < 2) {
            return Optional.empty();
        }
        double statistic = cells.stream()
                .mapToDouble(cell -> square(cell.seen() - cell.expected()) / cell.expected())
                .sum();
        double chance = ChiSquaredDistribution.of(cells.size() - 1.0).survivalProbability(statistic);
        return chance >= LEVEL
                ? Optional.empty()
                : Optional.of(field + ": seen " + counts + " of " + draws + ", shares " + shares
                        + ", such counts have a chance of " + chance);
    }

    private static List<Cell> pooled(Map<String, Double> shares, Map<String, Long> counts, long draws) {
        List<Cell> cells = new ArrayList<>();
        shares.forEach((name, share) -> {
            if (share > 0) {
                cells.add(new Cell(share * draws, counts.getOrDefault(name, 0L)));
            }
        });
        cells.sort(Comparator.comparingDouble(Cell::expected));
        while (cells.size() > 1 && cells.getFirst().expected() < SMALLEST_CELL) {
            Cell smallest = cells.removeFirst();
            cells.set(0, smallest.with(cells.getFirst()));
            cells.sort(Comparator.comparingDouble(Cell::expected));
        }
        return cells;
    }

    private static double square(double value) {
        return value * value;
    }
}

package io.meshtrial.routing.sticky;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The inverse of {@link StickyPlan}: from where the holders of older draws go now, the weights by which they were drawn.
 * Those w of one revision obey w · P = w′, P being where its holders go and w′ the present weights, and are parts of 10 000.
 * Where P is singular (an arm has been empty since), several weights say the same, of which any will do that older draws
 * agree with: what becomes of holders later is P and the steps from now on, whatever w was. They are tried in turn, whole
 * percents first, and not for ever: of three arms and more some histories with empty arms are so not found.
 */
public final class DrawnHistory {

    private static final int PARTS = 10_000;
    private static final int PERCENTS = 100;

    /** Less than a second's worth; ramps of two variants, and others whose arms were never empty, need one for each draw. */
    private static final int MOST_TRIES = 2_000;

    private final List<String> variants;
    private final int whole;
    private int tries = MOST_TRIES;

    private DrawnHistory(List<String> variants, int whole) {
        this.variants = List.copyOf(variants);
        this.whole = whole;
    }

    /**
     * The history without its present end, oldest first; empty where no weights say what was seen.
     *
     * @param seen by drawing revision, then by each variant that had a share then, where its holders go now: weights of
     *     which only the ratios count
     */
    public static Optional<List<DrawnWeights>> of(
            List<String> variants, DrawnWeights present, NavigableMap<Integer, Map<String, Map<String, Long>>> seen) {
        List<Map.Entry<Integer, Map<String, Map<String, Long>>>> draws = List.copyOf(
                seen.headMap(present.revision(), false).descendingMap().entrySet());
        return new DrawnHistory(variants, PERCENTS)
                .before(draws, List.of(present))
                .or(() -> new DrawnHistory(variants, PARTS).before(draws, List.of(present)))
                .map(history -> history.subList(0, history.size() - 1));
    }

    /** Older weights may fit some of the possible later ones only, so those are tried in turn. */
    private Optional<List<DrawnWeights>> before(
            List<Map.Entry<Integer, Map<String, Map<String, Long>>>> draws, List<DrawnWeights> later) {
        if (draws.isEmpty()) {
            return Optional.of(later);
        }
        Draw draw =
                new Draw(variants, draws.getFirst().getKey(), draws.getFirst().getValue());
        return draw.candidates(later.getLast(), whole)
                .takeWhile(weights -> tries-- > 0)
                .filter(weights -> draw.says(weights, later))
                .flatMap(weights -> before(draws.subList(1, draws.size()), with(weights, later)).stream())
                .findFirst();
    }

    private static List<DrawnWeights> with(DrawnWeights first, List<DrawnWeights> later) {
        List<DrawnWeights> all = new ArrayList<>(List.of(first));
        all.addAll(later);
        return List.copyOf(all);
    }

    /** @param rows where the holders of each of its arms go */
    private record Draw(List<String> variants, int revision, Map<String, Map<String, Long>> rows) {

        Stream<DrawnWeights> candidates(DrawnWeights present, int whole) {
            List<String> arms = variants.stream().filter(rows::containsKey).toList();
            LinearParts system = new LinearParts(arms.size(), whole);
            for (String target : variants) {
                double[] coefficients =
                        arms.stream().mapToDouble(arm -> share(arm, target)).toArray();
                system.add(coefficients, (double) whole * present.of(target) / present.total());
            }
            return system.solutions().map(parts -> drawn(arms, parts, PARTS / whole));
        }

        private double share(String arm, String target) {
            Map<String, Long> row = rows.getOrDefault(arm, Map.of());
            double total = row.values().stream().mapToLong(Long::longValue).sum();
            return row.getOrDefault(target, 0L) / total;
        }

        private DrawnWeights drawn(List<String> arms, int[] parts, int unit) {
            Map<String, Integer> weights = new HashMap<>();
            for (int i = 0; i < parts.length; i++) {
                weights.put(arms.get(i), parts[i] * unit);
            }
            return new DrawnWeights(revision, weights);
        }

        /** Exactly, as the compiler would say it. */
        private boolean says(DrawnWeights weights, List<DrawnWeights> later) {
            List<DrawnWeights> history = with(weights, later);
            Ramp ramp = new Ramp(variants);
            return rows.entrySet().stream().allMatch(row -> {
                Ramp.Row now = ramp.row(variants.indexOf(row.getKey()), history);
                return proportional(StickyPlan.weights(now, variants), row.getValue());
            });
        }

        /** Whether a · b = c · d, which may need more than 64 bits. */
        private static boolean same(long a, long b, long c, long d) {
            return a * b == c * d && Math.multiplyHigh(a, b) == Math.multiplyHigh(c, d);
        }

        private static boolean proportional(Map<String, Long> one, Map<String, Long> other) {
            long first = one.values().stream().mapToLong(Long::longValue).sum();
            long second = other.values().stream().mapToLong(Long::longValue).sum();
            return one.keySet().equals(other.keySet())
                    && one.entrySet().stream()
                            .allMatch(entry ->
                                    same(entry.getValue(), second, other.getOrDefault(entry.getKey(), 0L), first));
        }
    }
}

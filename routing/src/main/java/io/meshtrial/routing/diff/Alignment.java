package io.meshtrial.routing.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/** Two lists side by side, along a longest common subsequence. */
final class Alignment {

    private Alignment() {}

    /** Indices in the first list and the second; -1 where there is no counterpart. */
    record Pair(int before, int after) {}

    static <T> List<Pair> of(List<T> before, List<T> after, BiPredicate<T, T> same) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = same.test(before.get(i), after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        List<Pair> pairs = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && same.test(before.get(i), after.get(j))) {
                pairs.add(new Pair(i++, j++));
            } else if (j == after.size() || (i < before.size() && common[i + 1][j] >= common[i][j + 1])) {
                pairs.add(new Pair(i++, -1));
            } else {
                pairs.add(new Pair(-1, j++));
            }
        }
        return pairs;
    }
}

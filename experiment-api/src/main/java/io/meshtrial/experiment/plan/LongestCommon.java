package io.meshtrial.experiment.plan;

import java.util.ArrayList;
import java.util.List;

/** What two lists have in common, in order, and what only one has; removals stand before additions. */
final class LongestCommon {

    enum Side {
        LEFT,
        RIGHT,
        BOTH
    }

    record Step<T>(Side side, T item) {}

    private LongestCommon() {}

    /** Common ends are cut off first, so that the table stays small where little has changed. */
    static <T> List<Step<T>> steps(List<T> left, List<T> right) {
        int head = 0;
        int most = Math.min(left.size(), right.size());
        while (head < most && left.get(head).equals(right.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && left.get(left.size() - 1 - tail).equals(right.get(right.size() - 1 - tail))) {
            tail++;
        }
        List<Step<T>> steps = new ArrayList<>();
        left.subList(0, head).forEach(item -> steps.add(new Step<>(Side.BOTH, item)));
        middle(left.subList(head, left.size() - tail), right.subList(head, right.size() - tail), steps);
        left.subList(left.size() - tail, left.size()).forEach(item -> steps.add(new Step<>(Side.BOTH, item)));
        return steps;
    }

    private static final int LARGEST_TABLE = 4_000_000;

    private static <T> void middle(List<T> left, List<T> right, List<Step<T>> steps) {
        if ((long) left.size() * right.size() > LARGEST_TABLE) {
            left.forEach(item -> steps.add(new Step<>(Side.LEFT, item)));
            right.forEach(item -> steps.add(new Step<>(Side.RIGHT, item)));
            return;
        }
        int[][] length = new int[left.size() + 1][right.size() + 1];
        for (int i = left.size() - 1; i >= 0; i--) {
            for (int j = right.size() - 1; j >= 0; j--) {
                length[i][j] = left.get(i).equals(right.get(j))
                        ? length[i + 1][j + 1] + 1
                        : Math.max(length[i + 1][j], length[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < left.size() || j < right.size()) {
            boolean both = i < left.size() && j < right.size() && left.get(i).equals(right.get(j));
            if (both) {
                steps.add(new Step<>(Side.BOTH, left.get(i)));
                i++;
                j++;
            } else if (j >= right.size() || (i < left.size() && length[i + 1][j] >= length[i][j + 1])) {
                steps.add(new Step<>(Side.LEFT, left.get(i++)));
            } else {
                steps.add(new Step<>(Side.RIGHT, right.get(j++)));
            }
        }
    }
}

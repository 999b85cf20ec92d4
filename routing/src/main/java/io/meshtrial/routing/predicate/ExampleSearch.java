package io.meshtrial.routing.predicate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Breadth-first search over the product of automata. Visits a bounded number of product states, so that no regex can make
 * it explode.
 */
final class ExampleSearch {

    private static final int MOST_STATES = 20_000;
    private static final String NICEST_FIRST = "aA0-!";

    private final List<LazyDfa> all = new ArrayList<>();
    private final int inside;

    ExampleSearch(List<LazyDfa> inside, List<LazyDfa> outside) {
        all.addAll(inside);
        all.addAll(outside);
        this.inside = inside.size();
    }

    /** A state of the product, and how it was first reached. */
    private static final class Node {
        private final int[] states;
        private final @Nullable Node from;
        private final char by;

        Node(int[] states, @Nullable Node from, char by) {
            this.states = states;
            this.from = from;
            this.by = by;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Node node && Arrays.equals(states, node.states);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(states);
        }
    }

    Example run() {
        if (all.isEmpty()) {
            return new Example.Found("");
        }
        char[] alphabet = representatives();
        Node start = new Node(new int[all.size()], null, '\0');
        Set<Node> seen = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        seen.add(start);
        open.add(start);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (accepted(node.states)) {
                return new Example.Found(text(node));
            }
            for (char c : alphabet) {
                int[] next = step(node.states, c);
                if (next != null) {
                    Node reached = new Node(next, node, c);
                    if (seen.add(reached)) {
                        open.add(reached);
                    }
                }
            }
            if (seen.size() > MOST_STATES) {
                return new Example.Unknown();
            }
        }
        return new Example.None();
    }

    private boolean accepted(int[] states) {
        for (int i = 0; i < states.length; i++) {
            if (all.get(i).accepts(states[i]) != i < inside) {
                return false;
            }
        }
        return true;
    }

    /** Null where a language that must take the text no longer can, or one that must not will whatever follows. */
    private int @Nullable [] step(int[] states, char c) {
        int[] result = new int[states.length];
        for (int i = 0; i < states.length; i++) {
            result[i] = all.get(i).step(states[i], c);
            if (i < inside ? all.get(i).dead(result[i]) : all.get(i).full(result[i])) {
                return null;
            }
        }
        return result;
    }

    /** One byte for each class that some automaton tells apart, readable ones where there is a choice. */
    private char[] representatives() {
        StringBuilder order = new StringBuilder(NICEST_FIRST);
        ByteSets.universe().stream().forEach(c -> order.append((char) c));
        Set<List<Integer>> classes = new HashSet<>();
        StringBuilder result = new StringBuilder();
        order.chars()
                .filter(c -> classes.add(
                        all.stream().map(automaton -> automaton.classOf(c)).toList()))
                .forEach(c -> result.append((char) c));
        return result.toString().toCharArray();
    }

    private static String text(Node end) {
        StringBuilder backwards = new StringBuilder();
        for (Node node = end; node.from != null; node = node.from) {
            backwards.append(node.by);
        }
        return backwards.reverse().toString();
    }
}

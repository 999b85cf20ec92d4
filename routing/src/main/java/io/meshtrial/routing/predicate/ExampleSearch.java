package io.meshtrial.routing.predicate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private record Step(List<Integer> from, char by) {}

    Example run() {
        List<Character> alphabet = representatives();
        List<Integer> start = all.stream().map(_ -> LazyDfa.START).toList();
        Map<List<Integer>, Step> seen = new HashMap<>();
        Deque<List<Integer>> open = new ArrayDeque<>();
        seen.put(start, new Step(start, '\0'));
        open.add(start);
        while (!open.isEmpty()) {
            List<Integer> states = open.remove();
            if (accepted(states)) {
                return new Example.Found(text(states, start, seen));
            }
            for (char c : alphabet) {
                List<Integer> next = step(states, c);
                if (!next.isEmpty() && seen.putIfAbsent(next, new Step(states, c)) == null) {
                    open.add(next);
                }
            }
            if (seen.size() > MOST_STATES) {
                return new Example.Unknown();
            }
        }
        return all.isEmpty() ? new Example.Found("") : new Example.None();
    }

    private boolean accepted(List<Integer> states) {
        for (int i = 0; i < states.size(); i++) {
            if (all.get(i).accepts(states.get(i)) != i < inside) {
                return false;
            }
        }
        return true;
    }

    /** Empty where one of the languages that must take the text no longer can. */
    private List<Integer> step(List<Integer> states, char c) {
        List<Integer> result = new ArrayList<>(states.size());
        for (int i = 0; i < states.size(); i++) {
            int next = all.get(i).step(states.get(i), c);
            if (i < inside && all.get(i).dead(next)) {
                return List.of();
            }
            result.add(next);
        }
        return result;
    }

    /** One byte for each class that some automaton tells apart, readable ones where there is a choice. */
    private List<Character> representatives() {
        List<Character> order = new ArrayList<>();
        NICEST_FIRST.chars().forEach(c -> order.add((char) c));
        ByteSets.universe().stream().forEach(c -> order.add((char) c));
        Set<List<Integer>> classes = new HashSet<>();
        return order.stream()
                .filter(c -> classes.add(
                        all.stream().map(automaton -> automaton.classOf(c)).toList()))
                .toList();
    }

    private static String text(List<Integer> end, List<Integer> start, Map<List<Integer>, Step> seen) {
        StringBuilder backwards = new StringBuilder();
        List<Integer> at = end;
        while (!at.equals(start)) {
            Step step = seen.getOrDefault(at, new Step(start, '\0'));
            backwards.append(step.by());
            at = step.from();
        }
        return backwards.reverse().toString();
    }
}

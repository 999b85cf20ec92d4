package io.meshtrial.routing.predicate;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Breadth-first search over the product of automata, each determinised on the way (subset construction; Hopcroft,
 * Motwani and Ullman, section 2.3.5). Visits a bounded number of product states, so that no regex can make it explode.
 */
final class ExampleSearch {

    private static final int MOST_STATES = 6_000;
    private static final int FIRST_CHOICE = 'a';

    private final List<Automaton> inside;
    private final List<Automaton> outside;

    ExampleSearch(List<Automaton> inside, List<Automaton> outside) {
        this.inside = inside;
        this.outside = outside;
    }

    private record Step(List<Set<State>> from, char by) {}

    Example run() {
        List<Set<State>> start = new ArrayList<>();
        inside.forEach(automaton -> start.add(Set.of(automaton.getInitialState())));
        outside.forEach(automaton -> start.add(Set.of(automaton.getInitialState())));
        Map<List<Set<State>>, Step> seen = new HashMap<>();
        Deque<List<Set<State>>> open = new ArrayDeque<>();
        seen.put(start, new Step(start, '\0'));
        open.add(start);
        while (!open.isEmpty()) {
            List<Set<State>> states = open.remove();
            if (accepted(states)) {
                return new Example.Found(text(states, start, seen));
            }
            for (char c : representatives(states)) {
                List<Set<State>> next = step(states, c);
                if (alive(next) && seen.putIfAbsent(next, new Step(states, c)) == null) {
                    open.add(next);
                }
            }
            if (seen.size() > MOST_STATES) {
                return new Example.Unknown();
            }
        }
        return new Example.None();
    }

    private boolean accepted(List<Set<State>> states) {
        for (int i = 0; i < states.size(); i++) {
            if (states.get(i).stream().anyMatch(State::isAccept) != i < inside.size()) {
                return false;
            }
        }
        return true;
    }

    private boolean alive(List<Set<State>> states) {
        return states.subList(0, inside.size()).stream().noneMatch(Set::isEmpty);
    }

    /** One character for each stretch of characters that no transition tells apart. */
    private static List<Character> representatives(List<Set<State>> states) {
        TreeSet<Integer> cuts = new TreeSet<>();
        for (Set<State> set : states) {
            for (State state : set) {
                for (Transition transition : state.getTransitions()) {
                    cuts.add((int) transition.getMin());
                    cuts.add(transition.getMax() + 1);
                }
            }
        }
        List<Character> result = new ArrayList<>();
        Integer low = cuts.isEmpty() ? null : cuts.first();
        while (low != null) {
            Integer high = cuts.higher(low);
            if (high != null) {
                result.add(nicest(low, high - 1));
            }
            low = high;
        }
        return result;
    }

    private static char nicest(int low, int high) {
        for (int wish : new int[] {FIRST_CHOICE, 'A', '0', '-', '!'}) {
            if (low <= wish && wish <= high) {
                return (char) wish;
            }
        }
        return (char) low;
    }

    private static List<Set<State>> step(List<Set<State>> states, char c) {
        List<Set<State>> result = new ArrayList<>(states.size());
        for (Set<State> set : states) {
            Set<State> next = new HashSet<>();
            set.forEach(state -> state.step(c, next));
            result.add(next);
        }
        return result;
    }

    private static String text(List<Set<State>> end, List<Set<State>> start, Map<List<Set<State>>, Step> seen) {
        StringBuilder backwards = new StringBuilder();
        List<Set<State>> at = end;
        while (!at.equals(start)) {
            Step step = seen.getOrDefault(at, new Step(start, '\0'));
            backwards.append(step.by());
            at = step.from();
        }
        return backwards.reverse().toString();
    }
}

package io.meshtrial.routing.predicate;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An automaton over bytes, made deterministic state by state as it is walked (subset construction; Hopcroft, Motwani and
 * Ullman, section 2.3.5). Bytes that no transition tells apart share a class.
 */
final class LazyDfa {

    static final int START = 0;
    static final int BYTES = 256;
    private static final int NOT_KNOWN = -1;

    private final List<Set<State>> states = new ArrayList<>();
    private final Map<Set<State>, Integer> numbers = new HashMap<>();
    private final List<int[]> next = new ArrayList<>();
    private final BitSet accepting = new BitSet();
    private final BitSet full = new BitSet();
    /** States that accept whatever follows; a set that holds one says no more than it does. */
    private final Set<State> endless;

    private final int[] classOf = new int[BYTES];
    private final char[] member;

    LazyDfa(Automaton automaton) {
        boolean[] cut = new boolean[BYTES + 1];
        cut[0] = true;
        for (State state : automaton.getStates()) {
            for (Transition transition : state.getTransitions()) {
                cut[Math.min(transition.getMin(), BYTES)] = true;
                cut[Math.min(transition.getMax() + 1, BYTES)] = true;
            }
        }
        StringBuilder members = new StringBuilder();
        for (int b = 0; b < BYTES; b++) {
            if (cut[b]) {
                members.append((char) b);
            }
            classOf[b] = members.length() - 1;
        }
        member = members.toString().toCharArray();
        endless = automaton.getStates().stream().filter(LazyDfa::acceptsAll).collect(Collectors.toSet());
        number(Set.of(automaton.getInitialState()));
    }

    int classOf(int b) {
        return classOf[b];
    }

    boolean accepts(int state) {
        return accepting.get(state);
    }

    /** Whether nothing can be accepted any more. */
    boolean dead(int state) {
        return states.get(state).isEmpty();
    }

    /** Whether everything is accepted from here. */
    boolean full(int state) {
        return full.get(state);
    }

    private static boolean acceptsAll(State state) {
        BitSet missing = ByteSets.universe();
        for (Transition transition : state.getTransitions()) {
            if (transition.getDest().equals(state)) {
                missing.clear(Math.min(transition.getMin(), BYTES), Math.min(transition.getMax() + 1, BYTES));
            }
        }
        return state.isAccept() && missing.isEmpty();
    }

    int step(int state, int b) {
        int[] row = next.get(state);
        int target = row[classOf[b]];
        if (target == NOT_KNOWN) {
            Set<State> reached = new HashSet<>();
            states.get(state).forEach(from -> from.step(member[classOf[b]], reached));
            target = number(reached.stream()
                    .filter(endless::contains)
                    .findFirst()
                    .<Set<State>>map(Set::of)
                    .orElse(reached));
            row[classOf[b]] = target;
        }
        return target;
    }

    private int number(Set<State> set) {
        return numbers.computeIfAbsent(set, fresh -> {
            accepting.set(states.size(), fresh.stream().anyMatch(State::isAccept));
            full.set(states.size(), fresh.stream().anyMatch(endless::contains));
            states.add(fresh);
            int[] row = new int[member.length];
            Arrays.fill(row, NOT_KNOWN);
            next.add(row);
            return states.size() - 1;
        });
    }
}

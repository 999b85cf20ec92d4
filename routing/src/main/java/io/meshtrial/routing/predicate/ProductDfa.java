package io.meshtrial.routing.predicate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The smallest automaton of the texts that all of some languages take. States are numbered from 0,
 * where it begins.
 *
 * @param steps from a state to a state, the bytes that lead there; empty where none does
 * @param accepting states that accept
 */
record ProductDfa(List<List<BitSet>> steps, BitSet accepting) {

    /** Larger ones make expressions that nobody could read, if any that Istio takes. */
    private static final int MOST_STATES = 80;

    /** Empty where it would be large. */
    static Optional<ProductDfa> of(List<LazyDfa> all) {
        Map<List<Integer>, Integer> numbers = new HashMap<>();
        List<List<Integer>> states = new ArrayList<>();
        numbers.put(all.stream().map(_ -> LazyDfa.START).toList(), 0);
        states.add(all.stream().map(_ -> LazyDfa.START).toList());
        List<int[]> next = new ArrayList<>();
        for (int state = 0; state < states.size(); state++) {
            if (states.size() > MOST_STATES) {
                return Optional.empty();
            }
            int[] row = new int[LazyDfa.BYTES];
            List<Integer> from = states.get(state);
            for (int b = 0; b < row.length; b++) {
                List<Integer> reached = step(all, from, b);
                row[b] = numbers.computeIfAbsent(reached, fresh -> {
                    states.add(fresh);
                    return states.size() - 1;
                });
            }
            next.add(row);
        }
        BitSet accepting = new BitSet();
        for (int state = 0; state < states.size(); state++) {
            boolean accepts = !states.get(state).isEmpty();
            for (int i = 0; i < states.get(state).size(); i++) {
                accepts &= all.get(i).accepts(states.get(state).get(i));
            }
            accepting.set(state, accepts);
        }
        return Optional.of(merged(next, accepting));
    }

    /** No states at all stand for those from which nothing can be accepted any more. */
    private static List<Integer> step(List<LazyDfa> all, List<Integer> from, int b) {
        List<Integer> reached = new ArrayList<>();
        for (int i = 0; i < from.size(); i++) {
            int next = all.get(i).step(from.get(i), b);
            if (all.get(i).dead(next)) {
                return List.of();
            }
            reached.add(next);
        }
        return reached;
    }

    /** States that no text tells apart become one (Moore's refinement). */
    private static ProductDfa merged(List<int[]> next, BitSet accepting) {
        int[] part = new int[next.size()];
        for (int state = 0; state < part.length; state++) {
            part[state] = accepting.get(state) == accepting.get(0) ? 0 : 1;
        }
        int parts = 0;
        int before;
        do {
            before = parts;
            Map<List<Integer>, Integer> numbers = new HashMap<>();
            int[] finer = new int[part.length];
            for (int state = 0; state < part.length; state++) {
                List<Integer> behaviour = new ArrayList<>(List.of(part[state]));
                for (int target : next.get(state)) {
                    behaviour.add(part[target]);
                }
                finer[state] = numbers.computeIfAbsent(behaviour, _ -> numbers.size());
            }
            parts = numbers.size();
            part = finer;
        } while (parts > before);
        List<List<BitSet>> steps = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            BitSet[] row = new BitSet[parts];
            Arrays.setAll(row, _ -> new BitSet());
            steps.add(List.of(row));
        }
        BitSet accepts = new BitSet();
        BitSet universe = ByteSets.universe();
        for (int state = 0; state < part.length; state++) {
            int[] row = next.get(state);
            for (int b = universe.nextSetBit(0); b >= 0; b = universe.nextSetBit(b + 1)) {
                steps.get(part[state]).get(part[row[b]]).set(b);
            }
            if (accepting.get(state)) {
                accepts.set(part[state]);
            }
        }
        return new ProductDfa(steps, accepts);
    }
}

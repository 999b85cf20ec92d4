package io.meshtrial.routing.predicate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an automaton as an expression, by taking out one state after another (Brzozowski and McCluskey, 1963). */
final class StateElimination {

    private final List<@Nullable Re2Node[]> edges = new ArrayList<>();
    private final List<Integer> left = new ArrayList<>();

    private StateElimination(ProductDfa automaton) {
        int states = automaton.steps().size();
        // Behind the states: one where everything begins and one where it ends.
        for (int from = 0; from < states + 2; from++) {
            edges.add(new @Nullable Re2Node[states + 2]);
        }
        for (int from = 0; from < states; from++) {
            left.add(from);
            for (int to = 0; to < states; to++) {
                BitSet bytes = automaton.steps().get(from).get(to);
                edges.get(from)[to] = bytes.isEmpty() ? null : new Re2Node.Bytes(bytes);
            }
            edges.get(from)[states + 1] = automaton.accepting().get(from) ? Re2Text.NOTHING : null;
        }
        edges.get(states)[0] = Re2Text.NOTHING;
    }

    /** Empty where the expression would be longer than Istio takes, or nothing is accepted. */
    static Optional<String> write(ProductDfa automaton) {
        StateElimination elimination = new StateElimination(automaton);
        while (!elimination.left.isEmpty()) {
            if (!elimination.takeOut(elimination.cheapest())) {
                return Optional.empty();
            }
        }
        int states = automaton.steps().size();
        return Optional.ofNullable(elimination.edges.get(states)[states + 1])
                .map(Re2Text::of)
                .filter(text -> !text.isEmpty() && text.length() <= StringMatches.LONGEST_REGEX);
    }

    /** The state through which the fewest ways lead. */
    private Integer cheapest() {
        int best = left.getFirst();
        long least = Long.MAX_VALUE;
        for (int state : left) {
            long in = 0;
            long out = 0;
            for (int other = 0; other < edges.size(); other++) {
                in += other != state && edges.get(other)[state] != null ? 1 : 0;
                out += other != state && edges.get(state)[other] != null ? 1 : 0;
            }
            if (in * out < least) {
                least = in * out;
                best = state;
            }
        }
        return best;
    }

    private boolean takeOut(Integer state) {
        left.remove(state);
        Re2Node loop = edges.get(state)[state];
        for (int from = 0; from < edges.size(); from++) {
            Re2Node in = edges.get(from)[state];
            if (from == state || in == null) {
                continue;
            }
            for (int to = 0; to < edges.size(); to++) {
                Re2Node out = edges.get(state)[to];
                if (to != state && out != null) {
                    Re2Node through = Re2Text.sequence(in, Re2Text.repeated(loop), out);
                    Re2Node both = Re2Text.choice(edges.get(from)[to], through);
                    if (Re2Text.of(both).length() > StringMatches.LONGEST_REGEX) {
                        return false;
                    }
                    edges.get(from)[to] = both;
                }
            }
            edges.get(from)[state] = null;
        }
        return true;
    }
}

package io.meshtrial.routing.predicate;

import java.util.BitSet;
import java.util.List;

/** An RE2 expression over bytes. */
sealed interface Re2Node {

    /** One byte of a set. */
    record Bytes(BitSet set) implements Re2Node {}

    record Begin() implements Re2Node {}

    record End() implements Re2Node {}

    record Sequence(List<Re2Node> parts) implements Re2Node {}

    record Choice(List<Re2Node> branches) implements Re2Node {}

    /** A repetition; {@code max} is -1 for no bound. */
    record Repeat(Re2Node part, int min, int max) implements Re2Node {}

    /** Positions after writing repetitions out: a bound on the size of the automaton. */
    default long positions() {
        return switch (this) {
            case Bytes _, Begin _, End _ -> 1;
            case Sequence(List<Re2Node> parts) ->
                parts.stream().mapToLong(Re2Node::positions).sum();
            case Choice(List<Re2Node> branches) ->
                branches.stream().mapToLong(Re2Node::positions).sum();
            case Repeat(Re2Node part, int min, int max) -> part.positions() * Math.max(1, Math.max(min, max));
        };
    }
}

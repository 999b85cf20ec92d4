package io.meshtrial.routing.predicate;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.BasicOperations;
import dk.brics.automaton.SpecialOperations;
import dk.brics.automaton.State;
import dk.brics.automaton.Transition;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * The automaton of an RE2 expression under full match. Anchors become characters outside the byte range, are allowed
 * at the two ends only, and are erased again.
 */
final class Re2Automaton {

    private static final long MOST_POSITIONS = 4_000;
    private static final char BEGIN = '\u0100';
    private static final char END = '\u0101';

    private Re2Automaton() {}

    static Optional<Automaton> of(String pattern) {
        return Re2Parser.parse(pattern)
                .filter(node -> node.positions() <= MOST_POSITIONS)
                .map(Re2Automaton::of);
    }

    private static Automaton of(Re2Node node) {
        Automaton marked = build(node);
        if (!anchored(node)) {
            return marked;
        }
        Automaton ends = BasicOperations.concatenate(List.of(
                BasicAutomata.makeChar(BEGIN).repeat(),
                bytes(ByteSets.universe()).repeat(),
                BasicAutomata.makeChar(END).repeat()));
        Automaton legal = marked.intersection(ends);
        return SpecialOperations.subst(SpecialOperations.subst(legal, BEGIN, ""), END, "");
    }

    static Automaton bytes(BitSet set) {
        State from = new State();
        State to = new State();
        to.setAccept(true);
        for (int low = set.nextSetBit(0); low >= 0; ) {
            int high = set.nextClearBit(low) - 1;
            from.addTransition(new Transition((char) low, (char) high, to));
            low = set.nextSetBit(high + 1);
        }
        Automaton result = new Automaton();
        result.setInitialState(from);
        result.setDeterministic(true);
        return result;
    }

    private static Automaton build(Re2Node node) {
        return switch (node) {
            case Re2Node.Bytes(BitSet set) -> bytes(set);
            case Re2Node.Begin() -> BasicAutomata.makeChar(BEGIN);
            case Re2Node.End() -> BasicAutomata.makeChar(END);
            case Re2Node.Sequence(List<Re2Node> parts) ->
                BasicOperations.concatenate(
                        parts.stream().map(Re2Automaton::build).toList());
            case Re2Node.Choice(List<Re2Node> branches) ->
                BasicOperations.union(branches.stream().map(Re2Automaton::build).toList());
            case Re2Node.Repeat(Re2Node part, int min, int max) ->
                max < 0 ? build(part).repeat(min) : build(part).repeat(min, max);
        };
    }

    private static boolean anchored(Re2Node node) {
        return switch (node) {
            case Re2Node.Bytes _ -> false;
            case Re2Node.Begin _, Re2Node.End _ -> true;
            case Re2Node.Sequence(List<Re2Node> parts) -> parts.stream().anyMatch(Re2Automaton::anchored);
            case Re2Node.Choice(List<Re2Node> branches) -> branches.stream().anyMatch(Re2Automaton::anchored);
            case Re2Node.Repeat repeat -> anchored(repeat.part());
        };
    }
}

package io.meshtrial.routing.regex;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** An expression as steps (Thompson, CACM 11(6), 1968): take a byte, split, or hold at one end of the value. */
final class Nfa {

    /** Beyond this many steps an expression is left to RE2/J. */
    static final int MAX_STEPS = 4_000;

    enum Kind {
        TAKE,
        SPLIT,
        BEGIN,
        END,
        ACCEPT
    }

    private final List<Kind> kinds = new ArrayList<>();
    private final List<BitSet> bytes = new ArrayList<>();
    private final List<int[]> next = new ArrayList<>();
    private final int start;

    private static final BitSet NOTHING = new BitSet();

    /** @throws IllegalStateException beyond {@link #MAX_STEPS} */
    Nfa(RegexNode node) {
        int accept = step(Kind.ACCEPT, NOTHING);
        start = compile(node, accept);
    }

    int start() {
        return start;
    }

    int size() {
        return kinds.size();
    }

    Kind kind(int step) {
        return kinds.get(step);
    }

    BitSet bytes(int step) {
        return bytes.get(step);
    }

    int[] next(int step) {
        return next.get(step);
    }

    private int step(Kind kind, BitSet taken, int... following) {
        if (kinds.size() >= MAX_STEPS) {
            throw new IllegalStateException("more than " + MAX_STEPS + " steps");
        }
        kinds.add(kind);
        bytes.add(taken);
        next.add(following);
        return kinds.size() - 1;
    }

    /** @return the first step of a node that goes on to {@code then} */
    private int compile(RegexNode node, int then) {
        return switch (node) {
            case RegexNode.One(BitSet taken) -> step(Kind.TAKE, taken, then);
            case RegexNode.Begin begin -> step(Kind.BEGIN, NOTHING, then);
            case RegexNode.End end -> step(Kind.END, NOTHING, then);
            case RegexNode.Sequence(List<RegexNode> parts) -> {
                int first = then;
                for (int i = parts.size() - 1; i >= 0; i--) {
                    first = compile(parts.get(i), first);
                }
                yield first;
            }
            case RegexNode.Choice(List<RegexNode> branches) ->
                step(
                        Kind.SPLIT,
                        NOTHING,
                        branches.stream()
                                .mapToInt(branch -> compile(branch, then))
                                .toArray());
            case RegexNode.Repeat(RegexNode inner, int least, int most) -> repeat(inner, least, most, then);
        };
    }

    private int repeat(RegexNode inner, int least, int most, int then) {
        int first = then;
        if (most < 0) {
            int loop = step(Kind.SPLIT, NOTHING, then, then);
            next.get(loop)[0] = compile(inner, loop);
            first = loop;
        }
        for (int i = least; i < most; i++) {
            int optional = compile(inner, first);
            first = step(Kind.SPLIT, NOTHING, optional, then);
        }
        for (int i = 0; i < least; i++) {
            first = compile(inner, first);
        }
        return first;
    }
}

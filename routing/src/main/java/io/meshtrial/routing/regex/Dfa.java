package io.meshtrial.routing.regex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An expression as a table: one step a byte (Rabin and Scott, IBM J. Res. Dev. 3(2), 1959). Bytes that no part of the
 * expression tells apart share a column.
 */
final class Dfa {

    /** Beyond this many states an expression is left to RE2/J. */
    private static final int MAX_STATES = 600;

    private static final int DEAD = -1;

    private final byte[] columnOf;
    private final int[][] table;
    private final boolean[] accepts;

    private Dfa(byte[] columnOf, int[][] table, boolean[] accepts) {
        this.columnOf = columnOf;
        this.table = table;
        this.accepts = accepts;
    }

    /** @param bytes a pattern that RE2/J has taken, one character a byte */
    static Optional<Dfa> of(String bytes) {
        return RegexReader.read(bytes).flatMap(node -> {
            try {
                return new Builder(new Nfa(node)).build();
            } catch (IllegalStateException e) {
                return Optional.empty();
            }
        });
    }

    /** @param wire one character a byte */
    boolean matches(String wire) {
        int state = 0;
        for (int i = 0; i < wire.length(); i++) {
            state = table[state][columnOf[wire.charAt(i) & 0xff] & 0xff];
            if (state == DEAD) {
                return false;
            }
        }
        return accepts[state];
    }

    private static final class Builder {
        private final Nfa nfa;
        private final byte[] columnOf = new byte[256];
        private final List<Integer> samples = new ArrayList<>();
        private final Map<BitSet, Integer> numbers = new HashMap<>();
        private final List<BitSet> states = new ArrayList<>();
        private final Deque<Integer> open = new ArrayDeque<>();

        Builder(Nfa nfa) {
            this.nfa = nfa;
            columns();
        }

        /** Bytes fall into one column where every step takes both or neither. */
        private void columns() {
            Map<BitSet, Integer> columns = new HashMap<>();
            for (int value = 0; value < 256; value++) {
                BitSet takers = new BitSet();
                for (int step = 0; step < nfa.size(); step++) {
                    takers.set(step, nfa.bytes(step).get(value));
                }
                int sample = value;
                columnOf[value] = (byte) (int) columns.computeIfAbsent(takers, each -> {
                    samples.add(sample);
                    return samples.size() - 1;
                });
            }
        }

        Optional<Dfa> build() {
            BitSet start = new BitSet();
            close(nfa.start(), true, false, start);
            // The start has a state of its own: only there does ^ hold.
            states.add(start);
            open.add(0);
            List<int[]> table = new ArrayList<>();
            while (!open.isEmpty()) {
                BitSet state = states.get(open.remove());
                int[] row = new int[samples.size()];
                for (int column = 0; column < row.length; column++) {
                    row[column] = follow(state, samples.get(column));
                }
                table.add(row);
                if (states.size() > MAX_STATES) {
                    return Optional.empty();
                }
            }
            boolean[] accepts = new boolean[states.size()];
            for (int i = 0; i < accepts.length; i++) {
                accepts[i] = acceptsAtEnd(states.get(i), i == 0);
            }
            return Optional.of(new Dfa(Arrays.copyOf(columnOf, 256), table.toArray(int[][]::new), accepts));
        }

        private int follow(BitSet state, int value) {
            BitSet reached = new BitSet();
            for (int step = state.nextSetBit(0); step >= 0; step = state.nextSetBit(step + 1)) {
                if (nfa.kind(step) == Nfa.Kind.TAKE && nfa.bytes(step).get(value)) {
                    close(nfa.next(step)[0], false, false, reached);
                }
            }
            if (reached.isEmpty()) {
                return DEAD;
            }
            return numbers.computeIfAbsent(reached, each -> {
                states.add(each);
                open.add(states.size() - 1);
                return states.size() - 1;
            });
        }

        private boolean acceptsAtEnd(BitSet state, boolean atBegin) {
            BitSet reached = new BitSet();
            for (int step = state.nextSetBit(0); step >= 0; step = state.nextSetBit(step + 1)) {
                close(step, atBegin, true, reached);
            }
            for (int step = reached.nextSetBit(0); step >= 0; step = reached.nextSetBit(step + 1)) {
                if (nfa.kind(step) == Nfa.Kind.ACCEPT) {
                    return true;
                }
            }
            return false;
        }

        /** Adds a step and all that follow it without a byte. */
        private void close(int first, boolean atBegin, boolean atEnd, BitSet reached) {
            Deque<Integer> pending = new ArrayDeque<>();
            pending.add(first);
            while (!pending.isEmpty()) {
                int step = pending.remove();
                if (reached.get(step)) {
                    continue;
                }
                reached.set(step);
                boolean passes = switch (nfa.kind(step)) {
                    case SPLIT -> true;
                    case BEGIN -> atBegin;
                    case END -> atEnd;
                    case TAKE, ACCEPT -> false;
                };
                if (passes) {
                    Arrays.stream(nfa.next(step)).forEach(pending::add);
                }
            }
        }
    }
}

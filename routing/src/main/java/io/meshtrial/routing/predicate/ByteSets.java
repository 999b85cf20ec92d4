package io.meshtrial.routing.predicate;

import java.util.BitSet;

/** Sets of bytes; the universe leaves out those that no header value, path or query can hold. */
final class ByteSets {

    private ByteSets() {}

    static BitSet universe() {
        BitSet set = new BitSet(256);
        set.set(1, 256);
        set.clear('\n');
        set.clear('\r');
        return set;
    }

    static BitSet of(char c) {
        return range(c, c);
    }

    static BitSet range(int from, int to) {
        BitSet set = new BitSet(256);
        set.set(from, to + 1);
        return set;
    }

    static BitSet complement(BitSet set) {
        BitSet result = universe();
        result.andNot(set);
        return result;
    }

    static BitSet digits() {
        return range('0', '9');
    }

    static BitSet word() {
        BitSet set = digits();
        set.set('a', 'z' + 1);
        set.set('A', 'Z' + 1);
        set.set('_');
        return set;
    }

    /** RE2's {@code \s}: no vertical tab. */
    static BitSet space() {
        BitSet set = new BitSet(256);
        set.set(' ');
        set.set('\t');
        set.set('\f');
        return set;
    }

    /** Adds the other case of every letter; RE2 over bytes folds Latin-1. */
    static BitSet folded(BitSet set) {
        BitSet result = (BitSet) set.clone();
        set.stream().forEach(c -> {
            if (letter(c, 'a', 'z') || (letter(c, 0xE0, 0xFE) && c != 0xF7)) {
                result.set(c - 0x20);
            } else if (letter(c, 'A', 'Z') || (letter(c, 0xC0, 0xDE) && c != 0xD7)) {
                result.set(c + 0x20);
            }
        });
        return result;
    }

    private static boolean letter(int c, int from, int to) {
        return c >= from && c <= to;
    }
}

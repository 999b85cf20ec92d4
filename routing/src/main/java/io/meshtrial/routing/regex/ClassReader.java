package io.meshtrial.routing.regex;

import java.util.BitSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a class in brackets, from behind the opening one. */
final class ClassReader {

    private final String text;
    private final boolean fold;
    private int at;

    ClassReader(String text, int at, boolean fold) {
        this.text = text;
        this.at = at;
        this.fold = fold;
    }

    /** Empty where it holds something that is left to RE2/J. */
    Optional<BitSet> read() {
        BitSet bytes = new BitSet(256);
        boolean negated = text.startsWith("^", at);
        if (negated) {
            at++;
        }
        boolean first = true;
        while (first || text.charAt(at) != ']') {
            first = false;
            if (text.startsWith("[:", at)) {
                if (!named(bytes)) {
                    return Optional.empty();
                }
                continue;
            }
            BitSet low = member();
            if (low == null) {
                return Optional.empty();
            }
            boolean range = text.startsWith("-", at) && !text.startsWith("-]", at);
            if (!range || low.cardinality() > 1) {
                bytes.or(low);
                continue;
            }
            at++;
            BitSet high = member();
            if (high == null || high.cardinality() != 1) {
                return Optional.empty();
            }
            bytes.set(low.nextSetBit(0), high.nextSetBit(0) + 1);
        }
        at++;
        if (fold && bytes.nextSetBit(0x80) >= 0) {
            return Optional.empty();
        }
        if (fold) {
            fold(bytes);
        }
        if (negated) {
            bytes.flip(0, 256);
        }
        return Optional.of(bytes);
    }

    int end() {
        return at;
    }

    /** Adds the other case of every ASCII letter. */
    static void fold(BitSet bytes) {
        for (int letter = 'a'; letter <= 'z'; letter++) {
            int upper = letter - 'a' + 'A';
            boolean either = bytes.get(letter) || bytes.get(upper);
            bytes.set(letter, either);
            bytes.set(upper, either);
        }
    }

    private boolean named(BitSet bytes) {
        int end = text.indexOf(":]", at + 2);
        if (end < 0) {
            return false;
        }
        String name = text.substring(at + 2, end);
        BitSet found = ByteClasses.posix(name.startsWith("^") ? name.substring(1) : name);
        if (found == null) {
            return false;
        }
        if (name.startsWith("^")) {
            found.flip(0, 256);
        }
        bytes.or(found);
        at = end + 2;
        return true;
    }

    private @Nullable BitSet member() {
        if (text.charAt(at) == '\\') {
            Escape escape = Escape.at(text, at).orElse(null);
            if (escape == null) {
                return null;
            }
            at = escape.end();
            return escape.bytes();
        }
        BitSet one = new BitSet(256);
        one.set(text.charAt(at++));
        return one;
    }
}

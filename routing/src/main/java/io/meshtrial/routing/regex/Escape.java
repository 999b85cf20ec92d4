package io.meshtrial.routing.regex;

import java.util.BitSet;
import java.util.Optional;

/**
 * A backslash and what belongs to it.
 *
 * @param bytes those that it stands for
 * @param end behind it
 */
record Escape(BitSet bytes, int end) {

    static Optional<Escape> at(String text, int at) {
        if (at + 1 >= text.length()) {
            return Optional.empty();
        }
        char kind = text.charAt(at + 1);
        BitSet bytes = ByteClasses.perl(kind);
        if (bytes != null) {
            return Optional.of(new Escape(bytes, at + 2));
        }
        int single = "tnrfva".indexOf(kind);
        if (single >= 0) {
            return Optional.of(one("\t\n\r\f\013\007".charAt(single), at + 2));
        }
        if (kind == 'x') {
            return hexadecimal(text, at);
        }
        boolean punctuation = kind < 0x80 && !Character.isLetterOrDigit(kind);
        return punctuation ? Optional.of(one(kind, at + 2)) : Optional.empty();
    }

    private static Optional<Escape> hexadecimal(String text, int at) {
        boolean braces = text.startsWith("{", at + 2);
        int from = braces ? at + 3 : at + 2;
        int to = braces ? text.indexOf('}', from) : from + 2;
        if (to < 0 || to > text.length() || !text.substring(from, to).matches("[0-9a-fA-F]{1,2}")) {
            return Optional.empty();
        }
        return Optional.of(one(Integer.parseInt(text.substring(from, to), 16), braces ? to + 1 : to));
    }

    private static Escape one(int value, int end) {
        BitSet bytes = new BitSet(256);
        bytes.set(value);
        return new Escape(bytes, end);
    }
}

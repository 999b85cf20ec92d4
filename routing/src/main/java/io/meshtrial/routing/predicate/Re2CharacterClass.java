package io.meshtrial.routing.predicate;

import io.meshtrial.routing.predicate.Re2Parser.UnknownSyntax;
import java.util.BitSet;
import java.util.function.IntConsumer;

/** Reads {@code [...]} from behind its opening bracket. */
final class Re2CharacterClass {

    private final String text;
    private int at;

    Re2CharacterClass(String text, int at) {
        this.text = text;
        this.at = at;
    }

    Re2Node read(boolean ignoreCase, IntConsumer end) throws UnknownSyntax {
        boolean negated = peek() == '^';
        if (negated) {
            at++;
        }
        BitSet set = new BitSet(256);
        boolean first = true;
        while (first || peek() != ']') {
            first = false;
            member(set);
        }
        end.accept(at + 1);
        BitSet cased = ignoreCase ? ByteSets.folded(set) : set;
        if (negated) {
            return new Re2Node.Bytes(ByteSets.complement(cased));
        }
        cased.and(ByteSets.universe());
        return new Re2Node.Bytes(cased);
    }

    private void member(BitSet set) throws UnknownSyntax {
        if (text.startsWith("[:", at)) {
            throw new UnknownSyntax();
        }
        BitSet low = one();
        boolean range = peek() == '-' && at + 1 < text.length() && text.charAt(at + 1) != ']';
        if (!range) {
            set.or(low);
            return;
        }
        at++;
        BitSet high = one();
        if (low.cardinality() != 1 || high.cardinality() != 1 || high.nextSetBit(0) < low.nextSetBit(0)) {
            throw new UnknownSyntax();
        }
        set.set(low.nextSetBit(0), high.nextSetBit(0) + 1);
    }

    private BitSet one() throws UnknownSyntax {
        char c = peek();
        at++;
        if (c != '\\') {
            return ByteSets.of(c);
        }
        char escaped = peek();
        at++;
        return escaped(escaped);
    }

    private char peek() throws UnknownSyntax {
        if (at >= text.length()) {
            throw new UnknownSyntax();
        }
        return text.charAt(at);
    }

    /** The set that a backslash and one character stand for, inside a class and outside. */
    static BitSet escaped(char c) throws UnknownSyntax {
        return switch (c) {
            case 'd' -> ByteSets.digits();
            case 'D' -> ByteSets.complement(ByteSets.digits());
            case 'w' -> ByteSets.word();
            case 'W' -> ByteSets.complement(ByteSets.word());
            case 's' -> ByteSets.space();
            case 'S' -> ByteSets.complement(ByteSets.space());
            case 't' -> ByteSets.of('\t');
            default -> {
                if (c < '!' || c > '~' || Character.isLetterOrDigit(c)) {
                    throw new UnknownSyntax();
                }
                yield ByteSets.of(c);
            }
        };
    }
}

package io.meshtrial.routing.regex;

import java.util.BitSet;
import java.util.List;

/** A parsed expression over bytes. Which part of a value a group takes does not matter for a full match. */
sealed interface RegexNode {

    /** @param bytes those that it takes, 0 to 255 */
    record One(BitSet bytes) implements RegexNode {}

    record Sequence(List<RegexNode> parts) implements RegexNode {
        static final Sequence EMPTY = new Sequence(List.of());
    }

    record Choice(List<RegexNode> branches) implements RegexNode {}

    /** @param most -1 for any number */
    record Repeat(RegexNode node, int least, int most) implements RegexNode {}

    /** Position 0. */
    record Begin() implements RegexNode {}

    /** Behind the last byte. */
    record End() implements RegexNode {}
}

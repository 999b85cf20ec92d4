package io.meshtrial.routing.predicate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Expressions put together and written out. */
final class Re2Text {

    /** Takes the empty text only. */
    static final Re2Node NOTHING = new Re2Node.Sequence(List.of());

    private static final String SPECIAL = "\\.+*?()|[]{}^$";

    private Re2Text() {}

    static Re2Node sequence(Re2Node... parts) {
        List<Re2Node> flat = new ArrayList<>();
        for (Re2Node part : parts) {
            if (part instanceof Re2Node.Sequence(List<Re2Node> inner)) {
                flat.addAll(inner);
            } else {
                flat.add(part);
            }
        }
        return flat.size() == 1 ? flat.getFirst() : new Re2Node.Sequence(flat);
    }

    /** @param part null for what takes no text at all */
    static Re2Node repeated(@Nullable Re2Node part) {
        return part == null || part.equals(NOTHING) ? NOTHING : new Re2Node.Repeat(part, 0, -1);
    }

    /** @param one null for what takes no text at all */
    static Re2Node choice(@Nullable Re2Node one, Re2Node other) {
        if (one == null || one.equals(other)) {
            return other;
        }
        if (one.equals(NOTHING)) {
            return optional(other);
        }
        if (other.equals(NOTHING)) {
            return optional(one);
        }
        if (one instanceof Re2Node.Bytes(BitSet left) && other instanceof Re2Node.Bytes(BitSet right)) {
            BitSet both = (BitSet) left.clone();
            both.or(right);
            return new Re2Node.Bytes(both);
        }
        List<Re2Node> branches = new ArrayList<>(branches(one));
        branches(other).stream().filter(branch -> !branches.contains(branch)).forEach(branches::add);
        return new Re2Node.Choice(branches);
    }

    private static Re2Node optional(Re2Node part) {
        return part instanceof Re2Node.Repeat repeat && repeat.min() == 0 ? part : new Re2Node.Repeat(part, 0, 1);
    }

    private static List<Re2Node> branches(Re2Node node) {
        return node instanceof Re2Node.Choice(List<Re2Node> branches) ? branches : List.of(node);
    }

    static String of(Re2Node node) {
        return switch (node) {
            case Re2Node.Bytes(BitSet set) -> bytes(set);
            case Re2Node.Begin() -> "^";
            case Re2Node.End() -> "$";
            case Re2Node.Sequence(List<Re2Node> parts) ->
                parts.stream()
                        .map(part -> part instanceof Re2Node.Choice ? "(?:" + of(part) + ")" : of(part))
                        .collect(Collectors.joining());
            case Re2Node.Choice(List<Re2Node> branches) ->
                branches.stream().map(Re2Text::of).collect(Collectors.joining("|"));
            case Re2Node.Repeat(Re2Node part, int min, int max) -> {
                String inner = part instanceof Re2Node.Bytes ? of(part) : "(?:" + of(part) + ")";
                yield inner + (min == 0 && max == 1 ? "?" : min == 0 && max < 0 ? "*" : "{" + min + "," + max + "}");
            }
        };
    }

    /** Bytes beyond ASCII cannot be written by themselves, since a pattern's own text is UTF-8; left out they can. */
    private static String bytes(BitSet set) {
        BitSet others = ByteSets.complement(set);
        if (others.isEmpty()) {
            return ".";
        }
        if (set.cardinality() == 1) {
            char only = (char) set.nextSetBit(0);
            return SPECIAL.indexOf(only) < 0 ? String.valueOf(only) : "\\" + only;
        }
        return set.get(LAST_BYTE) ? "[^" + members(others) + "]" : "[" + members(set) + "]";
    }

    private static final int LAST_BYTE = 0xff;

    private static String members(BitSet set) {
        StringBuilder text = new StringBuilder();
        for (int low = set.nextSetBit(0); low >= 0; ) {
            int high = set.nextClearBit(low) - 1;
            text.append(member(low));
            if (high > low) {
                text.append(high > low + 1 ? "-" : "").append(member(high));
            }
            low = set.nextSetBit(high + 1);
        }
        return text.toString();
    }

    private static String member(int b) {
        char c = (char) b;
        return "\\]^-[".indexOf(c) < 0 ? String.valueOf(c) : "\\" + c;
    }
}

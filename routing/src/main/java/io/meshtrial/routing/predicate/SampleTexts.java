package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.TextMatch;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A short text that a match takes, guessed from how it is written. Two languages that differ mostly differ on one of
 * these, which is far cheaper to see than by automata; a guess that is wrong proves nothing and is thrown away by whoever
 * asked for it.
 */
final class SampleTexts {

    private static final int LONGEST = 200;
    private static final long MOST_POSITIONS = 4_000;

    private SampleTexts() {}

    /** Printable ASCII, else nothing; not to be trusted before it was matched. */
    static Optional<String> guess(TextMatch match) {
        Optional<String> guess = switch (match) {
            case TextMatch.Exact(String value) -> Optional.of(value);
            case TextMatch.Prefix(String value) -> Optional.of(value);
            case TextMatch.Present() -> Optional.of("");
            case TextMatch.Regex(String value) ->
                Re2Parser.parse(value)
                        .filter(node -> node.positions() <= MOST_POSITIONS)
                        .map(SampleTexts::shortest);
        };
        return guess.filter(text -> text.length() <= LONGEST && text.chars().allMatch(c -> c >= ' ' && c <= '~'));
    }

    private static String shortest(Re2Node node) {
        return switch (node) {
            case Re2Node.Bytes(var set) -> String.valueOf((char) Math.max(0, set.nextSetBit(' ')));
            case Re2Node.Begin(), Re2Node.End() -> "";
            case Re2Node.Sequence(List<Re2Node> parts) -> {
                StringBuilder text = new StringBuilder();
                parts.forEach(part -> text.append(shortest(part)));
                yield text.toString();
            }
            case Re2Node.Choice(List<Re2Node> branches) ->
                branches.stream()
                        .map(SampleTexts::shortest)
                        .min(Comparator.comparingInt(String::length))
                        .orElse("");
            case Re2Node.Repeat(Re2Node part, int min, int _) ->
                min == 0 ? "" : shortest(part).repeat(Math.min(min, LONGEST));
        };
    }
}

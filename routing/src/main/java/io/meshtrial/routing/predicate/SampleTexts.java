package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.TextMatch;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A short text that a match takes, guessed from how it is written. Two languages that differ mostly differ on one of
 * these, which is far cheaper to see than by automata; a guess that is wrong proves nothing and is thrown away by whoever
 * asked for it.
 */
final class SampleTexts {

    private static final int LONGEST = 200;
    private static final long MOST_POSITIONS = 4_000;
    private static final String NICEST_FIRST = "a0A!";

    /** Behind a text that is taken, what other patterns hardly ask for. */
    private static final List<String> UNUSUAL = List.of("q", "zq9", "/zq9");

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
            case Re2Node.Bytes(var set) -> String.valueOf((char) member(set));
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
                min == 0 ? "" : shortest(part).repeat(min);
        };
    }

    /** A readable one where there is a choice; one that is not printable is given up later. */
    private static int member(BitSet set) {
        return NICEST_FIRST.chars().filter(set::get).findFirst().orElseGet(() -> Math.max(0, set.nextSetBit(' ')));
    }

    /** Texts worth trying: by themselves, and side by side, which patterns that look for something anywhere take too. */
    static Stream<String> candidates(List<String> samples) {
        return Stream.concat(
                Stream.concat(
                        samples.stream(),
                        samples.stream()
                                .flatMap(one -> samples.stream()
                                        .filter(other -> !other.equals(one))
                                        .map(other -> one + other))),
                samples.stream().flatMap(one -> UNUSUAL.stream().map(more -> one + more)));
    }
}

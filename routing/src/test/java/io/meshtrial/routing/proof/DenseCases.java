package io.meshtrial.routing.proof;

import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Conditions on a path, a header and a method that overlap so much that a few of them leave little, and all their requests. */
final class DenseCases {

    private static final List<TextMatch> PATHS = List.of(
            new TextMatch.Prefix("/"),
            new TextMatch.Prefix("/s"),
            new TextMatch.Prefix("/sa"),
            new TextMatch.Exact("/s"),
            new TextMatch.Exact("/sab"),
            new TextMatch.Regex("/s.*"),
            new TextMatch.Regex("/s[ab]*"),
            new TextMatch.Regex("/(s|t)(a|b)?"),
            new TextMatch.Regex(".*b"),
            new TextMatch.Regex(".*[^b]"),
            new TextMatch.Regex("/t?"));

    private static final List<TextMatch> VALUES = List.of(
            new TextMatch.Present(),
            new TextMatch.Prefix("a"),
            new TextMatch.Exact("a"),
            new TextMatch.Exact("ab"),
            new TextMatch.Regex("a*"),
            new TextMatch.Regex("a?b?"),
            new TextMatch.Regex("(a|b)+"),
            new TextMatch.Regex(".*"),
            new TextMatch.Regex("b.*"));

    private static final List<String> TEXTS =
            List.of("/", "/s", "/sa", "/sb", "/sab", "/sba", "/sc", "/t", "/ta", "/tb", "/tab", "/b", "/a", "/x");

    private static final List<List<String>> HEADERS = List.of(
            List.of(),
            List.of(""),
            List.of("a"),
            List.of("b"),
            List.of("ab"),
            List.of("ba"),
            List.of("aa"),
            List.of("c"),
            List.of("a", "b"),
            List.of("c", "a"),
            List.of("", "b"));

    private final RandomGenerator random;

    DenseCases(RandomGenerator random) {
        this.random = random;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    List<Condition> conditions(int count) {
        return IntStream.range(0, count).mapToObj(i -> condition(1)).toList();
    }

    Condition condition(int depth) {
        int kind = random.nextInt(depth > 0 ? 9 : 6);
        return switch (kind) {
            case 6 -> new Condition.And(List.of(condition(depth - 1), condition(depth - 1)));
            case 7 -> new Condition.Or(List.of(condition(depth - 1), condition(depth - 1)));
            case 8 -> new Condition.Not(condition(depth - 1));
            case 5 -> new Condition.Method(new TextMatch.Exact(random.nextBoolean() ? "GET" : "POST"));
            case 3, 4 -> new Condition.Header("x-a", VALUES.get(random.nextInt(VALUES.size())));
            default -> new Condition.Path(PATHS.get(random.nextInt(PATHS.size())));
        };
    }

    /** Every path under every header and method. */
    static List<Sent> requests() {
        List<Sent> requests = new ArrayList<>();
        for (String method : List.of("GET", "POST", "PUT")) {
            for (String path : TEXTS) {
                for (List<String> values : HEADERS) {
                    requests.add(new Sent(
                            method,
                            "shop.test",
                            path,
                            values.stream()
                                    .map(value -> new Sent.Field("x-a", value))
                                    .toList()));
                }
            }
        }
        return requests;
    }
}

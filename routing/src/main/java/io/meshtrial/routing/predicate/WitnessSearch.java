package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Constructs a request for which literals hold together, or proves that there is none. */
public final class WitnessSearch {

    private static final TextMatch SAFE_VALUE = new TextMatch.Regex("(?:[!-~](?:[ -~]*[!-~])?)?");
    private static final TextMatch SAFE_QUERY = new TextMatch.Regex("[!\"$%'-~]*");

    /** Clean paths: no percent signs, dot segments, backslashes or anything else that normalisation changes. */
    private static final TextMatch SAFE_PATH =
            new TextMatch.Regex("/(?:[A-Za-z0-9_~!$&'()*+,;=:@-]+[A-Za-z0-9_~.-]*/?)*");

    private static final TextMatch SAFE_METHOD = new TextMatch.Regex("GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH");
    private static final TextMatch SAFE_HOST = new TextMatch.Regex("[a-z0-9-]+(?:\\.[a-z0-9-]+)*(?::[0-9]{1,5})?");

    private final Languages languages;

    public WitnessSearch(Languages languages) {
        this.languages = languages;
    }

    /** What came of a search. */
    public sealed interface Result {

        record Found(Witness witness) implements Result {}

        /** Proven: no request fulfils all literals. */
        record None() implements Result {}

        /** Neither a request was found nor its absence proven. */
        record Unknown() implements Result {}
    }

    private static final class Draft {
        private String method = "GET";
        private String host = "example.test";
        private String path = "/";
        private final List<String> query = new ArrayList<>();
        private final List<Witness.Header> headers = new ArrayList<>();
        private boolean unknown;
        private boolean none;

        Witness witness() {
            return new Witness(method, host, query.isEmpty() ? path : path + "?" + String.join("&", query), headers);
        }
    }

    public Result of(List<Literal> literals) {
        Map<Field, List<Literal>> byField = new LinkedHashMap<>();
        literals.forEach(literal ->
                byField.computeIfAbsent(literal.field(), _ -> new ArrayList<>()).add(literal));
        Draft draft = new Draft();
        byField.forEach((field, about) -> add(field, about, draft));
        if (draft.none) {
            return new Result.None();
        }
        return draft.unknown ? new Result.Unknown() : new Result.Found(draft.witness());
    }

    private void add(Field field, List<Literal> literals, Draft draft) {
        List<TextMatch> inside = matches(literals, true);
        List<TextMatch> outside = matches(literals, false);
        if (inside.isEmpty() && !field.always()) {
            return;
        }
        if (field.single()) {
            value(field, inside, outside, draft);
        } else {
            inside.stream().distinct().forEach(match -> value(field, List.of(match), outside, draft));
        }
    }

    private void value(Field field, List<TextMatch> inside, List<TextMatch> outside, Draft draft) {
        List<TextMatch> safely = new ArrayList<>(inside);
        safely.add(safe(field));
        Optional<String> tried = languages.tried(safely, outside);
        if (tried.isPresent()) {
            put(field, tried.get(), draft);
            return;
        }
        // Proofs of absence come from the smaller search.
        if (languages.example(inside, outside) instanceof Example.None) {
            draft.none = true;
            return;
        }
        if (languages.example(safely, outside) instanceof Example.Found(String text)) {
            put(field, text, draft);
        } else {
            draft.unknown = true;
        }
    }

    private static void put(Field field, String text, Draft draft) {
        switch (field) {
            case Field.Path() -> draft.path = text;
            case Field.Method() -> draft.method = text;
            case Field.Host() -> draft.host = text;
            case Field.Query(String name) -> draft.query.add(name + "=" + text);
            case Field.Header(String name) -> draft.headers.add(new Witness.Header(name, text));
        }
    }

    private static TextMatch safe(Field field) {
        return switch (field) {
            case Field.Path() -> SAFE_PATH;
            case Field.Method() -> SAFE_METHOD;
            case Field.Host() -> SAFE_HOST;
            case Field.Query _ -> SAFE_QUERY;
            case Field.Header _ -> SAFE_VALUE;
        };
    }

    private static List<TextMatch> matches(List<Literal> literals, boolean positive) {
        return literals.stream()
                .filter(literal -> literal.positive() == positive)
                .map(Literal::match)
                .toList();
    }
}

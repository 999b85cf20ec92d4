package io.meshtrial.routing.predicate;

import com.google.re2j.Pattern;
import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import io.meshtrial.routing.regex.InvalidRegexException;
import io.meshtrial.routing.regex.Re2;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.regex.RegexCheck;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares the sets of texts that matches take, byte for byte as Envoy does. Remembers what it has worked out, so one
 * instance serves one computation; not safe for use by several threads.
 */
public final class Languages {

    private final Map<TextMatch, Optional<LazyDfa>> automata = new HashMap<>();
    private final Map<List<TextMatch>, Answer> implied = new HashMap<>();
    private final Map<List<TextMatch>, Answer> apart = new HashMap<>();
    private final Map<String, Optional<Pattern>> patterns = new HashMap<>();
    private final Map<Question, Example> examples = new HashMap<>();
    private final Map<TextMatch, Optional<String>> samples = new HashMap<>();
    private final Map<List<TextMatch>, Optional<TextMatch>> together = new HashMap<>();
    private final Map<Condition, DisjunctiveForm.Result> forms = new HashMap<>();

    /** The condition's terms; what is asked of many routes is worked out once. */
    DisjunctiveForm.Result form(Condition condition) {
        return forms.computeIfAbsent(condition, DisjunctiveForm::of);
    }

    /** Whether the match takes the text. */
    public boolean accepts(TextMatch match, String text) {
        return switch (match) {
            case TextMatch.Exact(String value) -> text.equals(value);
            case TextMatch.Prefix(String value) -> text.startsWith(value);
            case TextMatch.Present() -> true;
            case TextMatch.Regex(String value) ->
                patterns.computeIfAbsent(value, Languages::compiled)
                        .map(pattern -> pattern.matcher(bytes(text)).matches())
                        .orElse(false);
        };
    }

    /** Whether every text that {@code narrow} takes is taken by {@code wide}. */
    public Answer implies(TextMatch narrow, TextMatch wide) {
        if (narrow.equals(wide) || wide instanceof TextMatch.Present) {
            return Answer.YES;
        }
        if (narrow instanceof TextMatch.Exact(String value)) {
            return Answer.of(accepts(wide, value));
        }
        if (wide instanceof TextMatch.Exact) {
            // A prefix or "present" takes infinitely many texts.
            return narrow instanceof TextMatch.Regex ? search(implied, narrow, wide, true) : Answer.NO;
        }
        if (narrow instanceof TextMatch.Prefix(String value) && wide instanceof TextMatch.Prefix(String shorter)) {
            return Answer.of(value.startsWith(shorter));
        }
        return search(implied, narrow, wide, true);
    }

    /** Whether no text is taken by both. */
    public Answer disjoint(TextMatch one, TextMatch other) {
        if (one instanceof TextMatch.Exact(String value)) {
            return Answer.of(!accepts(other, value));
        }
        if (other instanceof TextMatch.Exact) {
            return disjoint(other, one);
        }
        if (one instanceof TextMatch.Prefix(String a) && other instanceof TextMatch.Prefix(String b)) {
            return Answer.of(!a.startsWith(b) && !b.startsWith(a));
        }
        return search(apart, one, other, false);
    }

    private Answer search(Map<List<TextMatch>, Answer> known, TextMatch one, TextMatch other, boolean minus) {
        List<TextMatch> key = List.of(one, other);
        Answer answer = known.get(key);
        if (answer == null) {
            answer = switch (minus ? example(List.of(one), List.of(other)) : example(key, List.of())) {
                case Example.Found _ -> Answer.NO;
                case Example.None _ -> Answer.YES;
                case Example.Unknown _ -> Answer.UNKNOWN;
            };
            known.put(key, answer);
        }
        return answer;
    }

    private Optional<String> sample(TextMatch match) {
        return samples.computeIfAbsent(
                match, unseen -> SampleTexts.guess(unseen).filter(text -> accepts(unseen, text)));
    }

    /**
     * One pattern that takes what all of these take; empty where none was found that Istio takes. Held against what it
     * stands for, so it is exact.
     */
    Optional<TextMatch> together(List<TextMatch> all) {
        return together.computeIfAbsent(all, this::written);
    }

    private Optional<TextMatch> written(List<TextMatch> all) {
        List<LazyDfa> automata = new ArrayList<>();
        if (collect(all, automata)) {
            return Optional.empty();
        }
        return ProductDfa.of(automata)
                .flatMap(StateElimination::write)
                .filter(regex -> RegexCheck.check(regex).isEmpty())
                .<TextMatch>map(TextMatch.Regex::new)
                .filter(pattern -> all.stream().allMatch(one -> implies(pattern, one) == Answer.YES)
                        && example(all, List.of(pattern)) instanceof Example.None);
    }

    /** A text that all of the first take and none of the others. */
    Example example(List<TextMatch> inside, List<TextMatch> outside) {
        Question question = new Question(Set.copyOf(inside), Set.copyOf(outside));
        Example known = examples.get(question);
        if (known == null) {
            known = found(inside, outside);
            examples.put(question, known);
        }
        return known;
    }

    private record Question(Set<TextMatch> inside, Set<TextMatch> outside) {}

    /** One of a few texts, where that is enough. */
    Optional<String> tried(List<TextMatch> inside, List<TextMatch> outside) {
        List<String> samples = inside.stream()
                .map(this::sample)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        // Most languages that differ, differ on one of a few texts; automata are for the others.
        return SampleTexts.candidates(samples)
                .filter(text -> inside.stream().allMatch(match -> accepts(match, text))
                        && outside.stream().allMatch(match -> refuses(match, text)))
                .findFirst();
    }

    private Example found(List<TextMatch> inside, List<TextMatch> outside) {
        // Of many languages a few are mostly enough for a proof, and cheap.
        if (inside.size() + outside.size() > 2
                && outside.stream()
                        .anyMatch(one -> inside.stream().anyMatch(narrow -> implies(narrow, one) == Answer.YES))) {
            return new Example.None();
        }
        return tried(inside, outside).<Example>map(Example.Found::new).orElseGet(() -> searched(inside, outside));
    }

    private boolean refuses(TextMatch match, String text) {
        boolean readable = !(match instanceof TextMatch.Regex(String value))
                || patterns.computeIfAbsent(value, Languages::compiled).isPresent();
        return readable && !accepts(match, text);
    }

    private Example searched(List<TextMatch> inside, List<TextMatch> outside) {
        List<LazyDfa> in = new ArrayList<>();
        List<LazyDfa> out = new ArrayList<>();
        boolean unknown = collect(inside, in);
        unknown = collect(outside, out) || unknown;
        if (unknown && in.isEmpty()) {
            return new Example.Unknown();
        }
        Example example = new ExampleSearch(in, out).run();
        // Leaving a language out can only make room: "none" stands, an example does not.
        return unknown && example instanceof Example.Found ? new Example.Unknown() : example;
    }

    private boolean collect(List<TextMatch> matches, List<LazyDfa> into) {
        boolean unknown = false;
        for (TextMatch match : matches) {
            Optional<LazyDfa> automaton =
                    automata.computeIfAbsent(match, unseen -> automaton(unseen).map(LazyDfa::new));
            automaton.ifPresent(into::add);
            unknown |= automaton.isEmpty();
        }
        return unknown;
    }

    private Optional<Automaton> automaton(TextMatch match) {
        return switch (match) {
            case TextMatch.Exact(String value) -> Optional.of(BasicAutomata.makeString(bytes(value)));
            case TextMatch.Prefix(String value) ->
                Optional.of(BasicAutomata.makeString(bytes(value)).concatenate(anything()));
            case TextMatch.Present() -> Optional.of(anything());
            case TextMatch.Regex(String value) ->
                patterns.computeIfAbsent(value, Languages::compiled).flatMap(_ -> Re2Automaton.of(value));
        };
    }

    private static Automaton anything() {
        return Re2Automaton.bytes(ByteSets.universe()).repeat();
    }

    private static Optional<Pattern> compiled(String regex) {
        try {
            return Optional.of(Re2.compile(regex));
        } catch (InvalidRegexException _) {
            return Optional.empty();
        }
    }

    /** UTF-8 bytes, one a character. */
    static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}

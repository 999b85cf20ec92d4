package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Literals taken to hold together, by field: fields say nothing of one another. Immutable. */
final class Assumed {

    static final Assumed NOTHING = new Assumed(Map.of());

    private final Map<Field, Set<Literal>> byField;

    private Assumed(Map<Field, Set<Literal>> byField) {
        this.byField = byField;
    }

    List<Literal> literals() {
        List<Literal> all = new ArrayList<>();
        byField.values().forEach(all::addAll);
        return all;
    }

    int size() {
        return byField.values().stream().mapToInt(Set::size).sum();
    }

    private Set<Literal> about(Field field) {
        return byField.getOrDefault(field, Set.of());
    }

    /** Empty where it is proven that they cannot hold beside the others. */
    Optional<Assumed> with(List<Literal> more, WitnessSearch search, Languages languages) {
        Map<Field, Set<Literal>> changed = new HashMap<>();
        for (Literal literal : more) {
            Set<Literal> beside = changed.computeIfAbsent(literal.field(), field -> new LinkedHashSet<>(about(field)));
            if (value(literal, beside, languages) == Answer.NO) {
                return Optional.empty();
            }
            beside.add(literal);
        }
        for (Map.Entry<Field, Set<Literal>> field : changed.entrySet()) {
            if (search.of(List.copyOf(field.getValue())) instanceof WitnessSearch.Result.None) {
                return Optional.empty();
            }
        }
        Map<Field, Set<Literal>> all = new HashMap<>(byField);
        all.putAll(changed);
        return Optional.of(new Assumed(all));
    }

    /** Those of the alternatives that may still hold; null where one of them does already. */
    @Nullable
    List<Literal> open(List<Literal> clause, Languages languages) {
        List<Literal> open = new ArrayList<>();
        for (Literal literal : clause) {
            switch (value(literal, about(literal.field()), languages)) {
                case YES -> {
                    return null;
                }
                case UNKNOWN -> open.add(literal);
                case NO -> {}
            }
        }
        return open;
    }

    private static Answer value(Literal literal, Set<Literal> beside, Languages languages) {
        if (beside.contains(literal)) {
            return Answer.YES;
        }
        for (Literal known : beside) {
            // That a text is left out twice is no news, and lists of rules leave out much.
            if (!known.positive() && !literal.positive()) {
                continue;
            }
            Answer matches = matches(literal, known, languages);
            if (matches != Answer.UNKNOWN) {
                return (matches == Answer.YES) == literal.positive() ? Answer.YES : Answer.NO;
            }
        }
        return Answer.UNKNOWN;
    }

    /** Whether the field matches what the literal compares, as far as one known literal tells. */
    private static Answer matches(Literal literal, Literal known, Languages languages) {
        TextMatch asked = literal.match();
        if (known.positive()) {
            if (languages.implies(known.match(), asked) == Answer.YES) {
                return Answer.YES;
            }
            boolean apart = literal.field().single() && languages.disjoint(known.match(), asked) == Answer.YES;
            return apart ? Answer.NO : Answer.UNKNOWN;
        }
        return languages.implies(asked, known.match()) == Answer.YES ? Answer.NO : Answer.UNKNOWN;
    }
}

package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.Condition;
import java.util.List;

/** Whether conditions can hold for the same request. */
public final class Overlap {

    private static final int MOST_PAIRS = 4_000;

    private Overlap() {}

    /** Looks for a request that fulfils one term of each list. */
    public static WitnessSearch.Result of(List<Term> one, List<Term> other, Languages languages) {
        WitnessSearch search = new WitnessSearch(languages);
        boolean unknown = false;
        int pairs = 0;
        for (Term left : one) {
            for (Term right : other) {
                if (++pairs > MOST_PAIRS) {
                    return new WitnessSearch.Result.Unknown();
                }
                switch (search.of(left.and(right).literals())) {
                    case WitnessSearch.Result.Found found -> {
                        return found;
                    }
                    case WitnessSearch.Result.Unknown _ -> unknown = true;
                    case WitnessSearch.Result.None _ -> {}
                }
            }
        }
        return unknown ? new WitnessSearch.Result.Unknown() : new WitnessSearch.Result.None();
    }

    /** Looks for a request that fulfils the condition and none of the others. */
    public static WitnessSearch.Result beyond(Condition condition, List<Condition> others, Languages languages) {
        Condition none = new Condition.And(
                others.stream().<Condition>map(Condition.Not::new).toList());
        return switch (DisjunctiveForm.of(new Condition.And(List.of(condition, none)))) {
            case DisjunctiveForm.Refused _ -> new WitnessSearch.Result.Unknown();
            case DisjunctiveForm.Terms(List<Term> terms) -> of(terms, List.of(Term.ALWAYS), languages);
        };
    }

    /** Looks for a request that fulfils both. */
    public static WitnessSearch.Result of(Condition one, Condition other, Languages languages) {
        return beyond(new Condition.And(List.of(one, other)), List.of(), languages);
    }
}

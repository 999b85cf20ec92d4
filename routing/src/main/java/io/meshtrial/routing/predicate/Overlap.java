package io.meshtrial.routing.predicate;

import io.meshtrial.rules.model.Condition;
import java.util.ArrayList;
import java.util.List;

/** Whether conditions can hold for the same request. */
public final class Overlap {

    private Overlap() {}

    /** Looks for a request that fulfils the condition and none of the others. */
    public static WitnessSearch.Result beyond(Condition condition, List<Condition> others, Languages languages) {
        return of(List.of(condition), others, languages);
    }

    /** Looks for a request that fulfils both. */
    public static WitnessSearch.Result of(Condition one, Condition other, Languages languages) {
        return of(List.of(one, other), List.of(), languages);
    }

    /** Looks for a request that fulfils all of the first and none of the others. */
    public static WitnessSearch.Result of(List<Condition> all, List<Condition> none, Languages languages) {
        List<List<Term>> choices = new ArrayList<>();
        for (Condition condition : all) {
            if (!(languages.form(condition) instanceof DisjunctiveForm.Terms(List<Term> terms))) {
                return new WitnessSearch.Result.Unknown();
            }
            if (!terms.equals(List.of(Term.ALWAYS))) {
                choices.add(terms);
            }
        }
        List<List<Literal>> clauses = new ArrayList<>();
        boolean unsaid = false;
        for (Condition condition : none) {
            if (languages.form(condition) instanceof DisjunctiveForm.Terms(List<Term> terms)) {
                terms.forEach(term -> clauses.add(
                        term.literals().stream().map(Literal::negated).toList()));
            } else {
                unsaid = true;
            }
        }
        WitnessSearch.Result result = new Clauses(languages).solve(choices, clauses);
        // Leaving a condition out can only make room: "none" stands, a request does not.
        return unsaid && result instanceof WitnessSearch.Result.Found ? new WitnessSearch.Result.Unknown() : result;
    }
}

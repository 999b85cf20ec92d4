package io.meshtrial.routing.predicate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Looks for a request for which one term of each list holds and one literal of each clause: terms are taken one after the
 * other, clauses by unit propagation and branching on the shortest (Davis, Logemann and Loveland, 1962). What contradicts
 * itself on one field is left at once. The work is counted, so that no list of rules makes it explode.
 */
final class Clauses {

    /** Literals looked at, over all trials: those of 120 rules a few hundred times. */
    private static final long MOST_WORK = 60_000;

    private final WitnessSearch search;
    private final Languages languages;
    private long work;
    private boolean undecided;

    Clauses(Languages languages) {
        this.languages = languages;
        this.search = new WitnessSearch(languages);
    }

    WitnessSearch.Result solve(List<List<Term>> choices, List<List<Literal>> clauses) {
        List<List<Term>> shortestFirst =
                choices.stream().sorted(Comparator.comparingInt(List::size)).toList();
        Optional<Witness> found = choose(shortestFirst, clauses, Assumed.NOTHING);
        if (found.isPresent()) {
            return new WitnessSearch.Result.Found(found.get());
        }
        return undecided ? new WitnessSearch.Result.Unknown() : new WitnessSearch.Result.None();
    }

    private boolean exhausted(Assumed assumed) {
        work += 1 + assumed.size();
        undecided |= work > MOST_WORK;
        return work > MOST_WORK;
    }

    private Optional<Witness> choose(List<List<Term>> choices, List<List<Literal>> clauses, Assumed assumed) {
        if (choices.isEmpty()) {
            return branch(clauses, assumed);
        }
        for (Term term : choices.getFirst()) {
            if (exhausted(assumed)) {
                return Optional.empty();
            }
            Optional<Assumed> more = assumed.with(term.literals(), search, languages);
            if (more.isPresent()) {
                Optional<Witness> found = choose(choices.subList(1, choices.size()), clauses, more.get());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Witness> branch(List<List<Literal>> clauses, Assumed start) {
        Assumed assumed = start;
        List<List<Literal>> open = clauses;
        while (true) {
            List<List<Literal>> left = new ArrayList<>();
            List<Literal> units = new ArrayList<>();
            for (List<Literal> clause : open) {
                List<Literal> possible = assumed.open(clause, languages);
                if (possible == null) {
                    continue;
                }
                if (possible.isEmpty()) {
                    return Optional.empty();
                }
                if (possible.size() == 1) {
                    units.add(possible.getFirst());
                } else {
                    left.add(possible);
                }
            }
            open = left;
            if (units.isEmpty()) {
                break;
            }
            Optional<Assumed> more = assumed.with(units, search, languages);
            if (more.isEmpty() || exhausted(assumed)) {
                return Optional.empty();
            }
            assumed = more.get();
        }
        if (open.isEmpty()) {
            return witness(assumed);
        }
        List<Literal> shortest =
                open.stream().min(Comparator.comparingInt(List::size)).orElseThrow();
        for (Literal literal : shortest) {
            Optional<Assumed> more =
                    exhausted(assumed) ? Optional.empty() : assumed.with(List.of(literal), search, languages);
            if (more.isPresent()) {
                Optional<Witness> found = branch(open, more.get());
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Witness> witness(Assumed assumed) {
        return switch (search.of(assumed.literals())) {
            case WitnessSearch.Result.Found(Witness witness) -> Optional.of(witness);
            case WitnessSearch.Result.None _ -> Optional.empty();
            case WitnessSearch.Result.Unknown _ -> {
                undecided = true;
                yield Optional.empty();
            }
        };
    }
}

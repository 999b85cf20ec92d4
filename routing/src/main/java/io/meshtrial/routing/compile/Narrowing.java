package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.predicate.Answer;
import io.meshtrial.routing.predicate.Literal;
import io.meshtrial.routing.predicate.Region;
import io.meshtrial.routing.predicate.Term;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns "the first of these terms that holds decides" into an ordered list of match entries over one region.
 *
 * <p>Where a term cannot be said beside what the region says already (two patterns on one header, a negated path), the
 * region is split on one literal: first come entries for all requests without it, which must then be complete, so that
 * it may be taken for granted behind them.
 */
final class Narrowing {

    /** A term and what is done with its requests. */
    record Item(Term term, RouteAction action) {}

    /** A match entry and what is done with the requests that it takes. */
    record Entry(ObjectNode match, RouteAction action) {}

    private final RouteAction otherwise;
    private final int most;
    private final List<Entry> entries = new ArrayList<>();

    private Narrowing(RouteAction otherwise, int most) {
        this.otherwise = otherwise;
        this.most = most;
    }

    /**
     * @param otherwise what is done with requests that no term takes
     * @param complete whether these need entries of their own; else they fall through
     * @param most entries that may come out
     */
    static List<Entry> of(Region region, List<Item> items, RouteAction otherwise, boolean complete, int most)
            throws CannotNarrowException {
        Narrowing narrowing = new Narrowing(otherwise, most);
        narrowing.cover(region, items, complete);
        return narrowing.entries;
    }

    private void cover(Region start, List<Item> items, boolean complete) throws CannotNarrowException {
        Region region = start;
        int next = 0;
        while (next < items.size()) {
            Item item = items.get(next);
            Optional<Term> open = open(region, item.term());
            if (open.isEmpty()) {
                next++;
                continue;
            }
            Term term = open.get();
            if (term.literals().isEmpty()) {
                emit(region, item.action());
                return;
            }
            Attempt attempt = narrow(region, term);
            if (attempt.blocked() == null) {
                attempt.regions().forEach(narrowed -> emit(narrowed, item.action()));
                if (term.literals().size() == 1) {
                    region = region.assuming(term.literals().getFirst().negated());
                }
                next++;
            } else {
                Literal split = split(region, term, attempt.blocked(), items.subList(next, items.size()), item);
                for (Region without : region.narrowed(split.negated()).orElse(List.of())) {
                    cover(without, items.subList(next + 1, items.size()), true);
                }
                region = region.assuming(split);
            }
            checkSize();
        }
        if (complete) {
            emit(region, otherwise);
        }
    }

    private void emit(Region region, RouteAction action) {
        entries.add(new Entry(region.match(), action));
    }

    /** What is left to say of a term; empty where none of the region's requests fulfils it. */
    private static Optional<Term> open(Region region, Term term) {
        List<Literal> left = new ArrayList<>();
        for (Literal literal : term.literals()) {
            Answer answer = region.holds(literal);
            if (answer == Answer.NO) {
                return Optional.empty();
            }
            if (answer == Answer.UNKNOWN) {
                left.add(literal);
            }
        }
        return Optional.of(new Term(left));
    }

    /** @param blocked the first literal that could not be said, or null */
    private record Attempt(List<Region> regions, @Nullable Literal blocked) {}

    private static Attempt narrow(Region region, Term term) {
        List<Region> regions = List.of(region);
        for (Literal literal : term.literals()) {
            List<Region> narrower = new ArrayList<>();
            for (Region part : regions) {
                Answer answer = part.holds(literal);
                if (answer == Answer.YES) {
                    narrower.add(part);
                } else if (answer == Answer.UNKNOWN) {
                    Optional<List<Region>> said = part.narrowed(literal);
                    if (said.isEmpty()) {
                        return new Attempt(List.of(), literal);
                    }
                    narrower.addAll(said.get());
                }
            }
            regions = narrower;
        }
        return new Attempt(regions, null);
    }

    /** Of the literals on the blocked field, the one that most later terms share and whose contrary can be said. */
    private static Literal split(Region region, Term term, Literal blocked, List<Item> later, Item item)
            throws CannotNarrowException {
        return term.literals().stream()
                .filter(literal -> literal.field().equals(blocked.field()))
                .filter(literal -> region.narrowed(literal.negated()).isPresent())
                .max(Comparator.comparingLong(literal -> later.stream()
                        .filter(other -> other.term().literals().contains(literal))
                        .count()))
                .orElseThrow(() -> new CannotNarrowException(item.action().rule(), blocked.field()));
    }

    private void checkSize() throws CannotNarrowException {
        if (entries.size() > most) {
            throw new CannotNarrowException(entries.getLast().action().rule(), null);
        }
    }
}

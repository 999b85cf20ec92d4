package io.meshtrial.routing.predicate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Literals that hold together; none at all holds always. */
public record Term(List<Literal> literals) {

    public static final Term ALWAYS = new Term(List.of());

    public Term {
        literals = List.copyOf(literals);
    }

    public Term and(Term other) {
        Set<Literal> all = new LinkedHashSet<>(literals);
        all.addAll(other.literals);
        return new Term(new ArrayList<>(all));
    }

    public Term and(Literal literal) {
        return and(new Term(List.of(literal)));
    }

    /** Whether it says of one literal that it holds and that it does not. */
    public boolean contradictsItself() {
        return literals.stream().anyMatch(l -> literals.contains(l.negated()));
    }
}

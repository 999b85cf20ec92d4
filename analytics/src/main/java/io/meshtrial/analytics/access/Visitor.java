package io.meshtrial.analytics.access;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/**
 * Whoever reads.
 *
 * @param namespaces where they may; {@code *} is everywhere
 */
public record Visitor(Set<String> namespaces) {

    static final Visitor OF_EVERYTHING = new Visitor(Set.of("*"));
    private static final String ATTRIBUTE = Visitor.class.getName();

    public Visitor {
        namespaces = Set.copyOf(namespaces);
    }

    /** Who makes a request; everybody passes the filter that knows. */
    public static Visitor of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Visitor visitor) {
            return visitor;
        }
        throw new IllegalStateException("every request to the API passes the token filter");
    }

    public boolean mayRead(String namespace) {
        return namespaces.contains("*") || namespaces.contains(namespace);
    }

    void comesWith(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }
}

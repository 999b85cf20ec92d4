package io.meshtrial.routing.check;

import io.meshtrial.routing.predicate.Witness;
import org.jspecify.annotations.Nullable;

/**
 * One thing to know before a plan is applied.
 *
 * @param code stable, in kebab case; listed in the routing reference
 * @param message one or two sentences for people
 * @param rule ordinal of the rule in its text from 1, or null where no rule is concerned
 * @param object the mesh object concerned, as {@link io.meshtrial.routing.object.MeshObject#title()} writes it
 * @param route name or position of the route concerned
 * @param hint what to do about it
 * @param witness a request that shows it
 */
public record Finding(
        String code,
        Severity severity,
        String message,
        @Nullable Integer rule,
        @Nullable String object,
        @Nullable String route,
        @Nullable String hint,
        @Nullable Witness witness) {

    public static Finding error(String code, String message) {
        return new Finding(code, Severity.ERROR, message, null, null, null, null, null);
    }

    public static Finding warning(String code, String message) {
        return new Finding(code, Severity.WARNING, message, null, null, null, null, null);
    }

    public static Finding note(String code, String message) {
        return new Finding(code, Severity.NOTE, message, null, null, null, null, null);
    }

    public Finding ofRule(int ordinal) {
        return new Finding(code, severity, message, ordinal, object, route, hint, witness);
    }

    public Finding ofObject(String title) {
        return new Finding(code, severity, message, rule, title, route, hint, witness);
    }

    public Finding ofRoute(String name) {
        return new Finding(code, severity, message, rule, object, name, hint, witness);
    }

    public Finding withHint(String text) {
        return new Finding(code, severity, message, rule, object, route, text, witness);
    }

    public Finding withWitness(Witness request) {
        return new Finding(code, severity, message, rule, object, route, hint, request);
    }
}

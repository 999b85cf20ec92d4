package io.meshtrial.routing.evaluate;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One branch of one route. */
sealed interface RouteEntry {

    MatchedRoute matched();

    /** A branch that istiod does not send to this listener, for the sake of explanations. */
    record NotSent(MatchedRoute matched, Mismatch mismatch) implements RouteEntry {}

    /** A branch that the proxy compares. */
    final class Live implements RouteEntry {

        private final MatchedRoute matched;
        private final PathSpec path;
        private final Condition[] conditions;
        private final RouteAction action;

        Live(MatchedRoute matched, PathSpec path, List<Condition> conditions, RouteAction action) {
            this.matched = matched;
            this.path = path;
            this.conditions = conditions.toArray(Condition[]::new);
            this.action = action;
        }

        @Override
        public MatchedRoute matched() {
            return matched;
        }

        RouteAction action() {
            return action;
        }

        /** Whether istiod sees that this takes everything: it sends nothing of the same object behind it. */
        boolean isCatchAll() {
            return conditions.length == 0 && path.isCatchAll();
        }

        /** How many characters of the path matched, or -1. */
        int match(RequestView view) {
            int length = path.matchedLength(view.path());
            if (length < 0) {
                return -1;
            }
            for (Condition condition : conditions) {
                if (!condition.holds(view)) {
                    return -1;
                }
            }
            return length;
        }

        /** The first field that does not match; null where all do. */
        @Nullable
        Mismatch mismatch(RequestView view) {
            if (path.matchedLength(view.path()) < 0) {
                return new Mismatch("uri", path.expectation(), "\"" + view.path() + "\"");
            }
            return Arrays.stream(conditions)
                    .filter(condition -> !condition.holds(view))
                    .findFirst()
                    .map(condition -> new Mismatch(condition.field(), condition.expectation(), condition.actual(view)))
                    .orElse(null);
        }
    }

    /** A field, what it asks for, and what the request has. */
    record Mismatch(String field, String expectation, String actual) {}
}

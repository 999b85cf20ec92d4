package io.meshtrial.routing.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an owned route does with its requests. */
sealed interface RouteAction {

    /** Ordinal of the rule, 0 where none decides. */
    int rule();

    /** As the route's name ends. */
    String role();

    /** What the base route would have done: requests that a condition leaves out. */
    record Rest() implements RouteAction {
        @Override
        public int rule() {
            return 0;
        }

        @Override
        public String role() {
            return "rest";
        }
    }

    /** What the base route would have done, with the identity header for variant {@code -}. */
    record Observe(Drawing drawing) implements RouteAction {
        @Override
        public int rule() {
            return 0;
        }

        @Override
        public String role() {
            return "observe";
        }
    }

    /** Draws or keeps a variant.
     *
     * @param keeping how the draw is kept, for the identity header */
    record Assign(int rule, String role, Drawing drawing, Keeping keeping, List<Arm> arms) implements RouteAction {
        public Assign {
            arms = List.copyOf(arms);
        }
    }

    /**
     * What a reader of events must know to find the unit.
     *
     * @param cookie the sticky rule's cookie; null where no cookie keeps the draw, or it has the usual name
     * @param origin the revision of the cookie that is redrawn; 0 where none is
     */
    record Keeping(@Nullable String cookie, int origin) {
        static final Keeping NONE = new Keeping(null, 0);
    }

    /** One destination of a route.
     *
     * @param setCookie value of the Set-Cookie header that keeps the draw, or null */
    record Arm(RoutedVariant variant, long weight, @Nullable String setCookie, boolean privateResponse) {}
}

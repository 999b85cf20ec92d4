package io.meshtrial.routing.compile;

import io.meshtrial.routing.sticky.StickyCookie;
import org.jspecify.annotations.Nullable;

/** The cookies that a route's destinations set, or none. */
record Cookies(@Nullable StickyCookie cookie, int revision, int origin) {

    static final Cookies NONE = new Cookies(null, 0, 0);

    RouteAction.Arm arm(RoutedVariant variant, long weight) {
        return cookie == null
                ? new RouteAction.Arm(variant, weight, null, false)
                : new RouteAction.Arm(
                        variant,
                        weight,
                        cookie.set(variant.name(), revision, origin),
                        cookie.settings().privateResponses());
    }
}

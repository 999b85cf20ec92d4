package io.meshtrial.routing.evaluate;

/**
 * Which route took a request.
 *
 * @param name as access logs show it: {@code route[.match]}, {@code root-inner[.match]} for a delegate; may be empty
 * @param object the VirtualService it stands in ({@code VirtualService demo/catalog}); of a delegate, the root
 * @param index position in {@code spec.http} as the proxy sees it (delegates spliced in), or -1 for a route that stands
 *     in no VirtualService
 * @param match position in the route's {@code match}, or -1 where the route has none
 */
public record MatchedRoute(String name, String object, int index, int match) {

    /** The name, or the position where there is none. */
    public String title() {
        return name.isEmpty() ? "http[" + index + "]" : name;
    }
}

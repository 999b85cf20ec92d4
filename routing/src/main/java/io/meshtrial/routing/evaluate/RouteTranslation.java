package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Routes of VirtualServices to entries of one virtual host, as istiod translates them for one listener. */
final class RouteTranslation {

    private final Listener listener;
    private final MatchTranslation matches;
    private final ActionTranslation actions;

    RouteTranslation(Listener listener, MatchTranslation matches, ActionTranslation actions) {
        this.listener = listener;
        this.matches = matches;
        this.actions = actions;
    }

    /**
     * The branches in order; nothing behind the first one that takes everything is sent.
     *
     * @param gateways names of the gateways this is for, or mesh
     */
    List<RouteEntry> translate(ResolvedVirtualService service, Set<String> gateways) {
        List<RouteEntry> entries = new ArrayList<>();
        for (int index = 0; index < service.http().size(); index++) {
            JsonNode route = service.http().get(index);
            JsonNode branches = route.path("match");
            if (!branches.isArray() || branches.isEmpty()) {
                entries.add(live(service, route, index, MissingNode.getInstance(), -1));
                return entries;
            }
            for (int branch = 0; branch < branches.size(); branch++) {
                RouteEntry entry = entry(service, route, index, branches.get(branch), branch, gateways);
                entries.add(entry);
                if (entry instanceof RouteEntry.Live live && live.isCatchAll()) {
                    return entries;
                }
            }
        }
        return entries;
    }

    private RouteEntry entry(
            ResolvedVirtualService service,
            JsonNode route,
            int index,
            JsonNode match,
            int branch,
            Set<String> gateways) {
        RouteEntry.Mismatch mismatch = ListenerFit.mismatch(match, gateways, listener);
        return mismatch == null
                ? live(service, route, index, match, branch)
                : new RouteEntry.NotSent(matched(service, route, index, match, branch), mismatch);
    }

    private RouteEntry.Live live(
            ResolvedVirtualService service, JsonNode route, int index, JsonNode match, int branch) {
        MatchedRoute matched = matched(service, route, index, match, branch);
        return new RouteEntry.Live(
                matched, matches.path(match), matches.conditions(match), actions.of(route, matched.name()));
    }

    private static MatchedRoute matched(
            ResolvedVirtualService service, JsonNode route, int index, JsonNode match, int branch) {
        String name = route.path("name").asText("");
        String matchName = match.path("name").asText("");
        return new MatchedRoute(matchName.isEmpty() ? name : name + "." + matchName, service.title(), index, branch);
    }
}

package io.meshtrial.routing.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of one host pattern, in the order in which the proxy compares them. */
final class VirtualHost {

    private final String domain;
    private final Slots slots;
    private final List<RouteEntry> entries;
    private final RouteEntry.Live[] live;
    private final boolean httpsOnly;

    VirtualHost(String domain, Slots slots, List<RouteEntry> entries, boolean httpsOnly) {
        this.domain = domain;
        this.slots = slots;
        this.entries = List.copyOf(entries);
        this.httpsOnly = httpsOnly;
        live = entries.stream()
                .filter(RouteEntry.Live.class::isInstance)
                .map(RouteEntry.Live.class::cast)
                .toArray(RouteEntry.Live[]::new);
    }

    /** Several VirtualServices on one gateway host: what takes everything moves behind all else, in order. */
    static List<RouteEntry> catchAllsLast(List<RouteEntry> entries) {
        List<RouteEntry> sorted = new ArrayList<>(entries.size());
        List<RouteEntry> last = new ArrayList<>();
        for (RouteEntry entry : entries) {
            (entry instanceof RouteEntry.Live route && route.isCatchAll() ? last : sorted).add(entry);
        }
        sorted.addAll(last);
        return sorted;
    }

    /** Whether no branch is for this listener. */
    boolean isEmpty() {
        return live.length == 0;
    }

    String domain() {
        return domain;
    }

    RouteOutcome evaluate(SeenRequest request) {
        if (httpsOnly) {
            return toHttps(request);
        }
        RequestView view = new RequestView(request, slots);
        for (RouteEntry.Live route : live) {
            int matched = route.match(view);
            if (matched >= 0) {
                return route.action().perform(route.matched(), request, matched);
            }
        }
        return new RouteOutcome.NoRoute();
    }

    /** Why each branch before the one that took the request, or all, did not. */
    List<Explanation.PassedOver> passedOver(SeenRequest request) {
        RequestView view = new RequestView(request, slots);
        List<Explanation.PassedOver> passed = new ArrayList<>();
        for (RouteEntry entry : entries) {
            RouteEntry.@Nullable Mismatch mismatch = switch (entry) {
                case RouteEntry.NotSent notSent -> notSent.mismatch();
                case RouteEntry.Live route -> route.mismatch(view);
            };
            if (mismatch == null) {
                break;
            }
            passed.add(new Explanation.PassedOver(
                    entry.matched(), mismatch.field(), mismatch.expectation(), mismatch.actual()));
        }
        return passed;
    }

    private static RouteOutcome toHttps(SeenRequest request) {
        String location = "https://" + HostNames.withoutPort(request.authority()) + request.pathAndQuery();
        return new RouteOutcome.Answered(
                new MatchedRoute("", "", -1, -1),
                new RouteOutcome.Answer(301, List.of(new Header("location", location)), ""),
                RouteOutcome.Kind.REDIRECT);
    }
}

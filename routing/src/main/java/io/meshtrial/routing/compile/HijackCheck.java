package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Literal;
import io.meshtrial.routing.predicate.Region;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Several VirtualServices of one host on a gateway merge by creation time, name and namespace, but catch-alls go to the
 * end of the merged table. A narrowed clone of a catch-all does not, and so could take a request that another
 * VirtualService's route got before. Such a plan is refused, with the request.
 */
final class HijackCheck {

    private final MeshObject live;
    private final List<BaseRoute> base;
    private final Languages languages;

    HijackCheck(MeshObject live, List<BaseRoute> base, Languages languages) {
        this.live = live;
        this.base = base;
        this.languages = languages;
    }

    /** @param listeners where the objects may meet */
    List<Finding> of(List<OwnedRoute> routes, List<MeshObject> others, SharedListeners listeners) {
        List<Finding> findings = new ArrayList<>();
        for (MeshObject other : others) {
            if (listeners.merge(live, other)) {
                findings.addAll(against(other, routes));
                findings.addAll(lost(other, routes));
            }
        }
        return findings;
    }

    private List<Finding> against(MeshObject other, List<OwnedRoute> routes) {
        boolean otherIsYounger = HostOwner.AGE.compare(other, live) > 0;
        List<Finding> findings = new ArrayList<>();
        for (OwnedRoute route : routes) {
            if (base.get(route.base()).matches().stream().noneMatch(CatchAll::is)) {
                continue;
            }
            for (JsonNode match : route.json().path("match")) {
                // Before: younger objects' routes that do not move, and older objects' catch-alls, came first.
                for (JsonNode theirs : entries(other, !otherIsYounger)) {
                    finding(route, match, theirs, other).ifPresent(findings::add);
                    if (!findings.isEmpty()) {
                        return findings;
                    }
                }
            }
        }
        return findings;
    }

    /**
     * istiod sends nothing of an object behind its catch-all. A catch-all of ours cuts off base entries that were compared
     * before other objects' routes; where none of ours says the same before it, their requests would go elsewhere.
     */
    private List<Finding> lost(MeshObject other, List<OwnedRoute> routes) {
        boolean otherIsYounger = HostOwner.AGE.compare(other, live) > 0;
        List<JsonNode> said = new ArrayList<>();
        boolean cut = false;
        for (BaseRoute route : base) {
            for (OwnedRoute owned : routes) {
                if (owned.base() == route.ordinal()) {
                    List<ObjectNode> matches = new BaseRoute(0, (ObjectNode) owned.json()).matches();
                    said.addAll(matches);
                    cut |= matches.stream().anyMatch(CatchAll::is);
                }
            }
            for (ObjectNode entry : route.matches()) {
                if (CatchAll.is(entry)) {
                    return List.of();
                }
                for (JsonNode theirs :
                        cut && !said.contains(entry) ? entries(other, !otherIsYounger) : List.<JsonNode>of()) {
                    Optional<Finding> finding = lost(route, entry, theirs, other);
                    if (finding.isPresent()) {
                        return List.of(finding.get());
                    }
                }
            }
        }
        return List.of();
    }

    private Optional<Finding> lost(BaseRoute route, JsonNode entry, JsonNode theirs, MeshObject other) {
        return switch (together(entry, theirs)) {
            case WitnessSearch.Result.None _ -> Optional.empty();
            case WitnessSearch.Result.Found(Witness witness) ->
                Optional.of(Finding.error(
                                "lost-to-other-virtual-service",
                                "A route of the experiment takes everything, and behind it istiod sends no route: "
                                        + route.title() + " would lose requests to " + other.title() + ".")
                        .ofRoute(route.title())
                        .ofObject(other.title())
                        .withHint("Move the routes of one host into one VirtualService.")
                        .withWitness(witness));
            case WitnessSearch.Result.Unknown _ ->
                Optional.of(Finding.warning(
                                "hijack-unknown",
                                "Whether " + route.title() + " would lose requests to " + other.title()
                                        + " could not be decided.")
                        .ofRoute(route.title())
                        .ofObject(other.title()));
        };
    }

    private WitnessSearch.Result together(JsonNode match, JsonNode theirs) {
        List<Literal> together = new ArrayList<>(Region.facts(match, languages));
        together.addAll(Region.facts(theirs, languages));
        return new WitnessSearch(languages).of(together);
    }

    private static List<JsonNode> entries(MeshObject object, boolean catchAlls) {
        List<JsonNode> result = new ArrayList<>();
        for (JsonNode route : object.http()) {
            new BaseRoute(0, (ObjectNode) route)
                    .matches().stream()
                            .filter(match -> CatchAll.is(match) == catchAlls)
                            .forEach(result::add);
        }
        return result;
    }

    private Optional<Finding> finding(OwnedRoute route, JsonNode match, JsonNode theirs, MeshObject other) {
        if (CatchAll.is(match)) {
            return Optional.empty();
        }
        return switch (together(match, theirs)) {
            case WitnessSearch.Result.None _ -> Optional.empty();
            case WitnessSearch.Result.Found(Witness witness) ->
                Optional.of(Finding.error(
                                "hijacks-other-virtual-service",
                                route.name() + " would take requests that a route of " + other.title() + " gets now.")
                        .ofRule(route.rule())
                        .ofRoute(route.name())
                        .ofObject(other.title())
                        .withHint("Move the routes of one host into one VirtualService.")
                        .withWitness(witness));
            case WitnessSearch.Result.Unknown _ ->
                Optional.of(Finding.warning(
                                "hijack-unknown",
                                "Whether " + route.name() + " would take requests of " + other.title()
                                        + " could not be decided.")
                        .ofRule(route.rule())
                        .ofRoute(route.name())
                        .ofObject(other.title()));
        };
    }
}

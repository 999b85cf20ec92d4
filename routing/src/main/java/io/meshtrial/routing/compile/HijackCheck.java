package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Literal;
import io.meshtrial.routing.predicate.Region;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.routing.predicate.WitnessSearch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * Several VirtualServices of one host on a gateway merge by creation time, name and namespace, but catch-alls go to the
 * end of the merged table. A narrowed clone of a catch-all does not, and so could take a request that another
 * VirtualService's route got before. Such a plan is refused, with the request.
 */
final class HijackCheck {

    private static final Comparator<MeshObject> AGE = Comparator.comparing(MeshObject::creationTimestamp)
            .thenComparing(MeshObject::name)
            .thenComparing(MeshObject::namespace);

    private final MeshObject live;
    private final List<BaseRoute> base;
    private final Languages languages;

    HijackCheck(MeshObject live, List<BaseRoute> base, Languages languages) {
        this.live = live;
        this.base = base;
        this.languages = languages;
    }

    List<Finding> of(List<OwnedRoute> routes, List<MeshObject> others) {
        List<Finding> findings = new ArrayList<>();
        for (MeshObject other : others) {
            if (sharesHost(other)) {
                findings.addAll(against(other, routes));
            }
        }
        return findings;
    }

    private boolean sharesHost(MeshObject other) {
        return texts(live.spec().path("hosts")).stream()
                .anyMatch(texts(other.spec().path("hosts"))::contains);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    private List<Finding> against(MeshObject other, List<OwnedRoute> routes) {
        boolean otherIsYounger = AGE.compare(other, live) > 0;
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
        List<Literal> together = new ArrayList<>(Region.facts(match));
        together.addAll(Region.facts(theirs));
        return switch (new WitnessSearch(languages).of(together)) {
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

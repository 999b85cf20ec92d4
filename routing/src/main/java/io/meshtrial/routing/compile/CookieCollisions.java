package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.rules.resolution.ResolvedRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whether something else of the host gives out, or reads, a cookie of the name that a sticky rule keeps its draw in.
 * One would overwrite the other: users would change arms, or lose what the other cookie was for.
 */
final class CookieCollisions {

    private final ExperimentRouting experiment;
    private final HostObjects host;
    private final Map<Integer, StickyCookie> cookies;
    private final List<Finding> findings = new ArrayList<>();

    private CookieCollisions(ExperimentRouting experiment, HostObjects host, Map<Integer, StickyCookie> cookies) {
        this.experiment = experiment;
        this.host = host;
        this.cookies = cookies;
    }

    /** @param owners of the routes of the host's own object */
    static List<Finding> of(
            ExperimentRouting experiment, HostObjects host, RouteOwnership owners, List<ResolvedRule> rules) {
        CookieCollisions collisions = new CookieCollisions(experiment, host, StickyRules.cookies(experiment, rules));
        collisions.withExperiments();
        if (!collisions.cookies.isEmpty()) {
            collisions.withRoutes(owners);
            collisions.withDestinationRules();
            ComparedCookies.of(experiment.rules())
                    .values()
                    .forEach(names -> names.forEach(
                            name -> collisions.taken(name, "a condition of the experiment compares it", null)));
        }
        return collisions.findings.stream().distinct().toList();
    }

    private void withExperiments() {
        Map<Integer, Set<String>> compared = ComparedCookies.of(experiment.rules());
        for (ExperimentRouting other : host.otherExperiments()) {
            for (StickyCookie theirs : StickyRules.cookies(other).values()) {
                taken(theirs.name(), "experiment " + other.id() + " keeps its draws in it too", null);
                compared.forEach((rule, names) -> {
                    if (names.contains(theirs.name())) {
                        findings.add(Finding.error(
                                        "cookie-name-taken",
                                        "Rule " + rule + " compares the cookie " + theirs.name()
                                                + ", in which experiment " + other.id() + " keeps its draws.")
                                .ofRule(rule));
                    }
                });
            }
            ComparedCookies.of(other.rules())
                    .values()
                    .forEach(names -> names.forEach(
                            name -> taken(name, "a condition of experiment " + other.id() + " compares it", null)));
        }
    }

    /** Browsers keep cookies by host, whatever the gateway and port. */
    private void withRoutes(RouteOwnership owners) {
        Set<String> known =
                host.otherExperiments().stream().map(ExperimentRouting::id).collect(Collectors.toSet());
        List<MeshObject> objects = new ArrayList<>(List.of(host.virtualService()));
        host.otherVirtualServices().stream()
                .filter(other -> HostOwner.shareHost(host.virtualService(), other))
                .forEach(objects::add);
        for (MeshObject object : objects) {
            RouteOwnership whose = object == host.virtualService() ? owners : RouteOwnership.of(object, List.of());
            for (RouteOwnership.Element element : whose.elements()) {
                JsonNode route = element.json();
                String owner = owner(element);
                if (!owner.equals(experiment.id()) && !known.contains(owner)) {
                    RouteCookies.given(route)
                            .forEach(name -> taken(name, "a route of " + object.title() + " sets it", object));
                    if (owner.isEmpty()) {
                        cookies.values().stream()
                                .map(StickyCookie::name)
                                .filter(name -> RouteCookies.reads(route, name))
                                .forEach(name -> taken(name, "a route of " + object.title() + " matches it", object));
                    }
                }
            }
        }
    }

    /** The experiment; where somebody renamed a route that nobody remembers, by its identity header; else an empty text. */
    private static String owner(RouteOwnership.Element element) {
        String owner = RouteOwnership.experimentOf(element.owner());
        String identity = element.json()
                .at("/route/0/headers/request/set/" + CloneDestinations.IDENTITY)
                .asText();
        return owner.isEmpty() && identity.contains(";") ? identity.substring(0, identity.indexOf(';')) : owner;
    }

    /** Consistent hashing by a cookie that the proxy makes. */
    private void withDestinationRules() {
        String namespace = host.virtualService().namespace();
        Set<String> served = experiment.variants().stream()
                .map(variant -> Hosts.qualified(variant.host(), namespace))
                .collect(Collectors.toSet());
        for (MeshObject rule : host.destinationRules()) {
            if (served.contains(Hosts.qualified(rule.spec().path("host").asText(), rule.namespace()))) {
                rule.spec()
                        .findValues("httpCookie")
                        .forEach(cookie ->
                                taken(cookie.path("name").asText(), rule.title() + " balances load by it", rule));
            }
        }
    }

    private void taken(String name, String why, @Nullable MeshObject object) {
        cookies.forEach((rule, cookie) -> {
            if (cookie.name().equals(name)) {
                Finding finding = Finding.error(
                                "cookie-name-taken",
                                "Rule " + rule + " would keep its draw in the cookie " + name + ", and " + why + ".")
                        .ofRule(rule)
                        .withHint("Give the experiment's cookie a name of its own.");
                findings.add(object == null ? finding : finding.ofObject(object.title()));
            }
        });
    }
}

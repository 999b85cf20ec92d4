package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import java.util.ArrayList;
import java.util.List;

/** What is to be known about the live objects themselves. */
final class HostFindings {

    private HostFindings() {}

    static List<Finding> of(
            ExperimentRouting experiment,
            HostObjects host,
            RouteOwnership owners,
            List<BaseRoute> base,
            Languages languages) {
        MeshObject live = host.virtualService();
        List<Finding> findings = new ArrayList<>();
        DefaultRoute.missing(live, base, languages).ifPresent(findings::add);
        owners.elements().stream()
                .filter(element -> element.owner() instanceof RouteOwnership.Owner.Orphan)
                .forEach(element -> findings.add(Finding.warning(
                                "orphan-route",
                                "http[" + element.index() + "] of " + live.title() + " has a name of ours that no"
                                        + " experiment gave it; it stays where it stands and is not experimented on.")
                        .ofRoute(element.json().path("name").asText())
                        .ofObject(live.title())
                        .withHint("Rename the route or take it out.")));
        host.otherVirtualServices().stream()
                .filter(other -> HostOwner.inSidecars(other, live))
                .forEach(other -> findings.add(Finding.warning(
                                "host-owned-by-other-virtual-service",
                                "In sidecars " + other.title() + " is older and speaks for the same host alone; the"
                                        + " experiment's routes would have no effect there.")
                        .ofObject(other.title())
                        .withHint("Put the routes of one host into one VirtualService.")));
        for (RoutedVariant variant : experiment.variants()) {
            String subset = variant.subset();
            if (subset != null && !known(variant, subset, host)) {
                findings.add(Finding.warning(
                                "missing-subset",
                                "No DestinationRule gives " + variant.host() + " a subset " + subset
                                        + "; requests for it would be answered 503.")
                        .ofObject(live.title()));
            }
        }
        return findings;
    }

    private static boolean known(RoutedVariant variant, String subset, HostObjects host) {
        for (MeshObject rule : host.destinationRules()) {
            String theirs = Hosts.qualified(rule.spec().path("host").asText(), rule.namespace());
            if (theirs.equals(
                    Hosts.qualified(variant.host(), host.virtualService().namespace()))) {
                for (JsonNode one : rule.spec().path("subsets")) {
                    if (one.path("name").asText().equals(subset)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}

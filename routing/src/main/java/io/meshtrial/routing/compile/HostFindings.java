package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;

/** What is to be known about the live objects themselves. */
final class HostFindings {

    private HostFindings() {}

    static List<Finding> of(ExperimentRouting experiment, HostObjects host, List<BaseRoute> base) {
        MeshObject live = host.virtualService();
        List<Finding> findings = new ArrayList<>();
        if (base.stream().noneMatch(route -> route.matches().stream().anyMatch(CatchAll::is))) {
            findings.add(Finding.note(
                            "no-default-route",
                            live.title() + " has no route for everything; requests that no route takes get 404.")
                    .ofObject(live.title()));
        }
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

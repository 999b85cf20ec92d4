package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.compile.RoutedVariant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the base routes of a live object give the requests that they take, as it stands there. */
final class BaseShares {

    private static final int WHOLE = 10_000;

    /**
     * @param title its name, or its place where it has none
     * @param applied whether the experiment has routes before it
     * @param shares empty where it forwards nothing, or where other experiments may decide
     */
    record Of(String title, boolean applied, List<Share> shares) {}

    private BaseShares() {}

    /** Of a plan that is refused, what the experiment would apply to. */
    static List<Of> of(ExperimentRouting experiment, HostObjects host, Compilation compilation) {
        Set<Integer> applied = compilation instanceof Compilation.Compiled compiled
                ? compiled.routes().stream()
                        .filter(route -> route.rule() > 0)
                        .map(OwnedRoute::base)
                        .collect(Collectors.toSet())
                : RouteCompiler.served(experiment, host);
        // Rules of another experiment may take some of what ours leave.
        boolean alone = host.otherExperiments().isEmpty();
        List<Of> result = new ArrayList<>();
        for (Element element :
                RouteOwnership.of(host.virtualService(), host.published()).elements()) {
            if (element.owner() instanceof Owner.Foreign) {
                String name = element.json().path("name").asText();
                result.add(new Of(
                        name.isEmpty() ? "http[" + element.index() + "]" : name,
                        applied.contains(result.size()),
                        alone
                                ? shares(
                                        element.json(),
                                        experiment,
                                        host.virtualService().namespace())
                                : List.of()));
            }
        }
        return result;
    }

    private static List<Share> shares(JsonNode route, ExperimentRouting experiment, String namespace) {
        JsonNode arms = route.path("route");
        int total = 0;
        for (JsonNode arm : arms) {
            total += arm.path("weight").asInt();
        }
        List<Share> shares = new ArrayList<>();
        for (JsonNode arm : arms) {
            // One destination needs no weight; of several, those without one get nothing.
            int parts = arms.size() == 1
                    ? WHOLE
                    : total == 0 ? 0 : Math.round((float) arm.path("weight").asInt() * WHOLE / total);
            if (parts > 0) {
                shares.add(share(arm.path("destination"), parts, experiment, namespace));
            }
        }
        return shares;
    }

    private static Share share(JsonNode destination, int parts, ExperimentRouting experiment, String namespace) {
        String host = destination.path("host").asText();
        RoutedVariant variant = variant(host, destination.path("subset").asText(""), experiment, namespace);
        int dot = host.indexOf('.');
        return new Share(variant == null ? null : variant.name(), dot < 0 ? host : host.substring(0, dot), parts);
    }

    private static @Nullable RoutedVariant variant(
            String host, String subset, ExperimentRouting experiment, String namespace) {
        for (RoutedVariant variant : experiment.variants()) {
            boolean sameHost = host.equals(variant.host()) || host.startsWith(variant.host() + "." + namespace + ".");
            if (sameHost && subset.equals(variant.subset() == null ? "" : variant.subset())) {
                return variant;
            }
        }
        return null;
    }
}

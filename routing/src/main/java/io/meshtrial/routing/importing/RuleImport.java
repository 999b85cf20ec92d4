package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An existing VirtualService as rules, where rules can say what its routes do.
 *
 * @param rules those of the readable routes, in order
 * @param variants the destinations that they name; the one of the last readable route is the control
 */
public record RuleImport(List<ImportedRoute> routes, Rules rules, List<RoutedVariant> variants) {

    private static final Set<String> UNDERSTOOD = Set.of("name", "match", "route");

    public RuleImport {
        routes = List.copyOf(routes);
        variants = List.copyOf(variants);
    }

    public static RuleImport of(MeshObject virtualService) {
        return new Reader().read(virtualService);
    }

    private static final class Reader {

        private final Map<JsonNode, String> names = new LinkedHashMap<>();
        private final List<ImportedRoute> routes = new ArrayList<>();
        private @Nullable String control;

        RuleImport read(MeshObject virtualService) {
            int index = 0;
            for (JsonNode route : virtualService.http()) {
                routes.add(route(index++, route));
            }
            List<Rule> rules = new ArrayList<>();
            for (ImportedRoute route : routes) {
                if (route instanceof ImportedRoute.AsRule asRule) {
                    rules.add(asRule.rule());
                }
            }
            return new RuleImport(routes, new Rules(rules), variants());
        }

        private ImportedRoute route(int index, JsonNode route) {
            for (Map.Entry<String, JsonNode> field : route.properties()) {
                if (!UNDERSTOOD.contains(field.getKey())) {
                    return new ImportedRoute.Foreign(index, "rules do not say " + field.getKey());
                }
            }
            MatchReader matches = MatchReader.of(route.path("match"));
            String reason = matches.reason();
            if (reason != null) {
                return new ImportedRoute.Foreign(index, reason);
            }
            if (route.path("route").isEmpty()) {
                return new ImportedRoute.Foreign(index, "it has no destination");
            }
            return allocated(index, route.path("route"), matches.condition());
        }

        private ImportedRoute allocated(int index, JsonNode destinations, Condition condition) {
            boolean single = destinations.size() == 1;
            long total = 0;
            for (JsonNode destination : destinations) {
                if (destination.has("headers")) {
                    return new ImportedRoute.Foreign(index, "rules do not say header operations of a destination");
                }
                total += single ? 1 : destination.path("weight").asLong();
            }
            List<Allocation.VariantShare> shares = new ArrayList<>();
            for (JsonNode destination : destinations) {
                long parts =
                        Share.WHOLE * (single ? 1 : destination.path("weight").asLong());
                if (total == 0 || parts % total != 0) {
                    return new ImportedRoute.Foreign(index, "its shares are not exact to 0.01 %");
                }
                shares.add(new Allocation.VariantShare(
                        name(destination.path("destination")), new Share(Math.toIntExact(parts / total))));
            }
            control = shares.getFirst().variant();
            Allocation allocation = new Allocation(RandomisationUnit.REQUEST, shares);
            boolean others = condition instanceof Condition.Always && index > 0;
            return new ImportedRoute.AsRule(
                    index, others ? new Rule.EveryoneElse(allocation) : new Rule.Allocate(condition, allocation));
        }

        /** The subset, or what follows the last hyphen of the service as in {@code catalog-v1}; made distinct. */
        private String name(JsonNode destination) {
            String known = names.get(destination);
            if (known != null) {
                return known;
            }
            String service = destination.path("host").asText().replaceFirst("\\..*", "");
            String wish = destination.path("subset").asText(service.substring(service.lastIndexOf('-') + 1));
            String name = wish.replaceAll("[^A-Za-z0-9_-]", "_");
            while (names.containsValue(name)) {
                name = name + "_";
            }
            names.put(destination, name);
            return name;
        }

        private List<RoutedVariant> variants() {
            List<RoutedVariant> variants = new ArrayList<>();
            names.forEach((destination, name) -> variants.add(new RoutedVariant(
                    name,
                    name.equals(control) ? VariantRole.CONTROL : VariantRole.TREATMENT,
                    destination.path("host").asText(),
                    destination.has("subset") ? destination.path("subset").asText() : null,
                    destination.path("port").has("number")
                            ? destination.path("port").path("number").asInt()
                            : null)));
            return variants;
        }
    }
}

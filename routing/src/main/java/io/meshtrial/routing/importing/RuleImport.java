package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Condition;
import io.meshtrial.rules.model.RandomisationUnit;
import io.meshtrial.rules.model.Rule;
import io.meshtrial.rules.model.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An existing VirtualService as rules, where rules can say what its routes do. The rules are a text that parses.
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
        return new Reader(virtualService.namespace()).read(virtualService);
    }

    private static final class Reader {

        private final TargetNames names;
        private final RuleText text = new RuleText();
        private final List<ImportedRoute> routes = new ArrayList<>();
        private @Nullable String control;

        Reader(String namespace) {
            names = new TargetNames(namespace);
        }

        RuleImport read(MeshObject virtualService) {
            boolean everything = false;
            for (JsonNode route : virtualService.http()) {
                int index = routes.size();
                routes.add(
                        everything
                                ? new ImportedRoute.Foreign(
                                        index, "never reached: a route above it takes every request")
                                : route(index, route));
                everything |= MatchReader.takesEverything(route.path("match"));
            }
            return new RuleImport(routes, new Rules(text.rules()), names.variants(control));
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
            return switch (TargetShares.of(route.path("route"))) {
                case TargetShares.Unsaid(String why) -> new ImportedRoute.Foreign(index, why);
                case TargetShares.Said said -> said(index, matches.condition(), said);
            };
        }

        private ImportedRoute said(int index, Condition condition, TargetShares.Said said) {
            TargetNames more = names.copy();
            Allocation allocation = new Allocation(RandomisationUnit.REQUEST, said.named(more));
            boolean others = condition instanceof Condition.Always && index > 0;
            Rule rule = others ? new Rule.EveryoneElse(allocation) : new Rule.Allocate(condition, allocation);
            Optional<String> refusal = text.add(rule);
            if (refusal.isPresent()) {
                return new ImportedRoute.Foreign(index, refusal.get());
            }
            names.take(more);
            control = allocation.shares().getFirst().variant();
            return new ImportedRoute.AsRule(index, rule);
        }
    }
}

package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Field;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.routing.predicate.Region;
import io.meshtrial.rules.model.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The owned routes that stand before base routes. */
final class BaseRouteCompiler {

    private final ExperimentRouting experiment;
    private final MeshObject live;
    private final Languages languages;
    private final RouteClone clone;
    private final List<MirrorDecoration> mirrors;
    private final RouteAction otherwise;

    BaseRouteCompiler(ExperimentRouting experiment, MeshObject live, Languages languages) {
        this.experiment = experiment;
        this.live = live;
        this.languages = languages;
        this.clone = new RouteClone(new CloneDestinations(experiment, live.namespace()));
        this.mirrors = mirrors(experiment);
        Drawing observed = experiment.drawings().get(0);
        this.otherwise =
                experiment.observe() && observed != null ? new RouteAction.Observe(observed) : new RouteAction.Rest();
    }

    List<OwnedRoute> of(BaseRoute base, List<Narrowing.Item> items, List<Finding> findings) {
        try {
            return routes(base, groups(base, items, experiment.observe()), findings);
        } catch (CannotNarrowException refusal) {
            findings.add(finding(refusal, base));
            return List.of();
        }
    }

    private List<RouteAssembly.Group> groups(BaseRoute base, List<Narrowing.Item> items, boolean complete)
            throws CannotNarrowException {
        if (base.json().path("rewrite").path("uri").asText().isEmpty()) {
            List<List<RouteAssembly.Line>> lists = new ArrayList<>();
            for (ObjectNode match : base.matches()) {
                lists.add(lines(base, match, items, complete));
            }
            return withoutTrailingRest(RouteAssembly.of(lists));
        }
        // What a rewrite replaces depends on the entry that matched. So their order must stay, and where a later
        // entry's
        // list takes what its conditions leave out, the earlier ones must leave it nothing of theirs.
        List<RouteAssembly.Line> all = new ArrayList<>();
        for (ObjectNode match : base.matches().reversed()) {
            boolean restBehind = all.stream().anyMatch(line -> isRest(line.key()));
            List<RouteAssembly.Line> lines = lines(base, match, items, complete || restBehind);
            while (!restBehind && !lines.isEmpty() && isRest(lines.getLast().key())) {
                lines.removeLast();
            }
            all.addAll(0, lines);
        }
        return RouteAssembly.of(List.of(all));
    }

    private List<RouteAssembly.Line> lines(
            BaseRoute base, ObjectNode match, List<Narrowing.Item> items, boolean complete)
            throws CannotNarrowException {
        List<RouteAssembly.Line> lines = new ArrayList<>();
        Region region = Region.of(match, languages);
        for (Narrowing.Entry entry : Narrowing.of(region, items, otherwise, complete, RouteCompiler.MOST_ROUTES)) {
            JsonNode rewrite = RewriteAdaptation.of(base.json().path("rewrite"), match, entry.match());
            lines.add(new RouteAssembly.Line(new RouteAssembly.Key(entry.action(), rewrite), entry.match()));
        }
        return lines;
    }

    /** What stands last and does as the base route does is left to the base route behind it. */
    private static List<RouteAssembly.Group> withoutTrailingRest(List<RouteAssembly.Group> groups) {
        int end = groups.size();
        while (end > 0 && isRest(groups.get(end - 1).key())) {
            end--;
        }
        return groups.subList(0, end);
    }

    private static boolean isRest(RouteAssembly.Key key) {
        return key.action() instanceof RouteAction.Rest;
    }

    private List<OwnedRoute> routes(BaseRoute base, List<RouteAssembly.Group> groups, List<Finding> findings) {
        Set<String> names = new HashSet<>();
        List<OwnedRoute> routes = new ArrayList<>();
        for (RouteAssembly.Group group : groups) {
            RouteAction action = group.key().action();
            Optional<ObjectNode> json = clone.of(
                    base.json(),
                    action,
                    name(base, action, names),
                    group.matches(),
                    group.key().rewrite());
            if (json.isEmpty()) {
                findings.add(Finding.error(
                                "cannot-narrow",
                                "The header operations of " + base.title()
                                        + " leave no room for the experiment's own: they differ per destination.")
                        .ofRule(action.rule())
                        .ofRoute(base.title())
                        .ofObject(live.title()));
                return List.of();
            }
            if (action instanceof RouteAction.Assign) {
                mirrors.forEach(mirror -> mirror.addTo(json.get()));
            }
            routes.add(new OwnedRoute(base.ordinal(), action.rule(), json.get()));
        }
        return routes;
    }

    private RouteName name(BaseRoute base, RouteAction action, Set<String> taken) {
        for (int copy = 1; ; copy++) {
            String role = copy == 1 ? action.role() : (action.role().isEmpty() ? "" : action.role() + "-") + copy;
            RouteName name = new RouteName(
                    experiment.id(), experiment.revision(), experiment.number(action.rule()), base.ordinal(), role);
            if (taken.add(name.text())) {
                return name;
            }
        }
    }

    private static List<MirrorDecoration> mirrors(ExperimentRouting experiment) {
        List<MirrorDecoration> result = new ArrayList<>();
        for (Rule rule : experiment.rules().rules()) {
            if (rule instanceof Rule.Mirror(var share, String name)) {
                experiment.variants().stream()
                        .filter(variant -> variant.name().equals(name))
                        .findFirst()
                        .ifPresent(variant -> result.add(new MirrorDecoration(Destinations.of(variant), share)));
            }
        }
        return result;
    }

    private Finding finding(CannotNarrowException refusal, BaseRoute base) {
        Field field = refusal.field();
        Finding finding = field == null
                ? Finding.error(
                        "too-many-routes",
                        "Rule " + refusal.rule() + " on " + base.title() + " needs more than "
                                + RouteCompiler.MOST_ROUTES + " routes.")
                : Finding.error(
                                "cannot-narrow",
                                "Rule " + refusal.rule() + " cannot be said exactly on " + base.title() + ": both set "
                                        + field.title() + ".")
                        .withHint("Istio compares a field with one pattern only.");
        return finding.ofRule(refusal.rule()).ofRoute(base.title()).ofObject(live.title());
    }
}

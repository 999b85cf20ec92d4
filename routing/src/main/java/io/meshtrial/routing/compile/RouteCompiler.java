package io.meshtrial.routing.compile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import io.meshtrial.rules.model.TextMatch;
import io.meshtrial.rules.resolution.ResolvedRule;
import io.meshtrial.rules.resolution.RuleResolver;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compiles an experiment's rules into owned routes for one live VirtualService: clones of the base routes that serve the
 * experiment's variants, narrowed by the rules' conditions. Exact, or refused.
 */
public final class RouteCompiler {

    /** Elements of {@code spec.http} that one object may have. */
    static final int MOST_ROUTES = 2_000;

    private RouteCompiler() {}

    /** Pure: the same arguments give the same routes, names included. */
    public static Compilation compile(ExperimentRouting experiment, HostObjects host) {
        Languages languages = new Languages();
        Draft draft = draft(experiment, host, languages);
        List<Finding> findings = new ArrayList<>(draft.findings());
        if (draft.complete()) {
            findings.addAll(RuleFindings.of(draft.rules(), experiment.rules().rules(), languages));
            if (!refused(findings)) {
                findings.addAll(RuleFindings.withoutRoutes(experiment.rules().rules(), draft.routes(), findings));
            }
            findings.addAll(PresetFindings.of(draft.rules(), languages));
            findings.addAll(HostFindings.of(experiment, host, draft.owners(), draft.base(), languages));
            findings.addAll(CookieCollisions.of(experiment, host, draft.owners(), draft.rules()));
            findings.addAll(LiveDraws.of(experiment, host.virtualService(), draft.owners(), draft.held()));
            findings.addAll(new ExperimentConflicts(experiment, host, draft.base(), languages).of(draft.routes()));
        }
        return refused(findings)
                ? new Compilation.Refused(findings)
                : new Compilation.Compiled(draft.routes(), precedence(experiment, host), findings);
    }

    /** The routes that an experiment would have if it were alone on the host; none where it would be refused. */
    static List<OwnedRoute> alone(ExperimentRouting experiment, HostObjects host, Languages languages) {
        HostObjects bare = new HostObjects(host.virtualService(), List.of(), List.of(), List.of(), host.published());
        Draft draft = draft(experiment, bare, languages);
        return refused(draft.findings()) ? List.of() : draft.routes();
    }

    /**
     * Routes, and the errors that speak against them.
     *
     * @param held the Cookie headers whose draws are kept or redrawn
     * @param complete whether it was worth making routes at all
     */
    private record Draft(
            RouteOwnership owners,
            List<BaseRoute> base,
            List<ResolvedRule> rules,
            List<OwnedRoute> routes,
            List<TextMatch> held,
            List<Finding> findings,
            boolean complete) {

        static Draft refused(List<Finding> findings) {
            RouteOwnership nobody = new RouteOwnership(List.of());
            return new Draft(nobody, List.of(), List.of(), List.of(), List.of(), findings, false);
        }
    }

    private static Draft draft(ExperimentRouting experiment, HostObjects host, Languages languages) {
        List<Finding> findings = new ArrayList<>(ExperimentChecks.of(experiment));
        if (refused(findings)) {
            return Draft.refused(findings);
        }
        MeshObject live = host.virtualService();
        RouteOwnership owners = RouteOwnership.of(live, host.published());
        List<BaseRoute> base = base(owners);
        Set<Integer> eligible = eligible(experiment, live, base, findings);
        List<ResolvedRule> rules = RuleResolver.resolve(experiment.rules(), ExperimentChecks.control(experiment))
                .deciding();
        ItemList.Items items = ItemList.of(experiment, rules);
        findings.addAll(items.findings());
        if (refused(findings)) {
            return Draft.refused(findings);
        }
        List<OwnedRoute> routes = new ArrayList<>();
        BaseRouteCompiler compiler = new BaseRouteCompiler(experiment, live, languages);
        for (BaseRoute route : base) {
            boolean served = eligible.contains(route.ordinal());
            if (served || (experiment.observe() && route.forwards())) {
                List<Narrowing.Item> applied = served ? items.items() : List.of();
                routes.addAll(compiler.of(route, applied, findings));
            }
        }
        List<JsonNode> replaced = owners.of(experiment.id()).stream()
                .map(RouteOwnership.Element::json)
                .toList();
        findings.addAll(SizeCheck.of(live, replaced, routes));
        findings.addAll(SoundnessCheck.of(host, routes));
        findings.addAll(new HijackCheck(live, base, languages)
                .of(routes, host.otherVirtualServices(), new SharedListeners(host.gateways())));
        return new Draft(owners, base, rules, routes, items.held(), findings, true);
    }

    private static boolean refused(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR);
    }

    private static List<BaseRoute> base(RouteOwnership owners) {
        List<BaseRoute> result = new ArrayList<>();
        for (JsonNode json : owners.base()) {
            result.add(new BaseRoute(result.size(), (ObjectNode) json));
        }
        return result;
    }

    /** Ordinals of the base routes that the experiment applies to, whether or not its rules can be said there. */
    public static Set<Integer> served(ExperimentRouting experiment, HostObjects host) {
        MeshObject live = host.virtualService();
        return live.spec().path("hosts").isEmpty()
                ? Set.of()
                : BaseRoute.servedBy(experiment, live.namespace(), base(RouteOwnership.of(live, host.published())));
    }

    /** The same, and errors where there are none. */
    private static Set<Integer> eligible(
            ExperimentRouting experiment, MeshObject live, List<BaseRoute> base, List<Finding> findings) {
        if (live.spec().path("hosts").isEmpty()) {
            findings.add(Finding.error(
                            "delegate-not-supported",
                            live.title() + " has no hosts, so it is a delegate: what its routes take is said by the"
                                    + " objects that delegate to it too.")
                    .ofObject(live.title())
                    .withHint("Choose the VirtualService that has the host."));
            return Set.of();
        }
        Set<Integer> eligible = BaseRoute.servedBy(experiment, live.namespace(), base);
        if (eligible.isEmpty()) {
            boolean delegated = base.stream().anyMatch(BaseRoute::delegates);
            findings.add((delegated
                            ? Finding.error(
                                    "delegate-not-supported",
                                    live.title() + " hands its traffic to a delegate; experiments apply to the"
                                            + " routes of the object itself.")
                            : Finding.error(
                                            "no-base-route",
                                            "No route of " + live.title() + " leads to the experiment's variants only.")
                                    .withHint("The experiment applies to routes all of whose destinations are"
                                            + " hosts of its variants."))
                    .ofObject(live.title()));
        }
        return eligible;
    }

    private static List<String> precedence(ExperimentRouting experiment, HostObjects host) {
        Set<String> ids = new LinkedHashSet<>();
        Stream.concat(Stream.of(experiment), host.otherExperiments().stream())
                .sorted(Precedence.ORDER)
                .forEach(one -> ids.add(one.id()));
        return List.copyOf(ids);
    }
}

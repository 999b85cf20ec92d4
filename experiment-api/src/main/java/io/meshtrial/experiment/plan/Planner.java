package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.Derived;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.ExperimentView.RulesView;
import io.meshtrial.experiment.definition.FindingStatus;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.mesh.HostReader;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.mesh.MissingSubsets;
import io.meshtrial.experiment.mesh.RoutingFactory;
import io.meshtrial.experiment.plan.PlanView.ServerDryRun;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.diff.Notation;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.precondition.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Live objects in; owned routes, diff, findings and who gets what out. Writes nothing. */
@Component
public class Planner {

    private final HostReader hosts;
    private final RoutingFactory routings;
    private final ExperimentStore store;
    private final DryRuns dryRuns;
    private final Surroundings surroundings;

    Planner(
            HostReader hosts,
            RoutingFactory routings,
            ExperimentStore store,
            DryRuns dryRuns,
            Surroundings surroundings) {
        this.hosts = hosts;
        this.routings = routings;
        this.store = store;
        this.dryRuns = dryRuns;
        this.surroundings = surroundings;
    }

    /**
     * @param revision the revision that would be applied; its token is not used
     * @param acknowledged codes of warnings that the caller accepts
     */
    public Plan plan(Experiment experiment, Revision revision, Set<String> acknowledged, List<Derived> derived) {
        LiveHost live = hosts.read(
                        experiment.spec().namespace(), experiment.spec().virtualService())
                .orElseThrow(() -> noVirtualService(experiment));
        ReadRules rules = RuleReader.stored(revision.rules());
        MissingSubsets missing = MissingSubsets.of(experiment.id(), experiment.spec(), live);
        LiveHost prepared = live.with(missing);
        ExperimentRouting routing = routings.of(
                experiment, revision, store.revisionsThatMayHaveStood(experiment.id()), RoutingFactory.REDACTED);
        HostObjects host = routings.host(prepared, experiment.id());
        Compilation compilation = RouteCompiler.compile(routing, host);
        MeshObject before = live.virtualService();
        MeshObject after = before;
        List<OwnedRoute> routes = List.of();
        List<Finding> findings = new ArrayList<>(compilation.findings());
        findings.addAll(missing.findings());
        findings.addAll(Preconditions.of(routing, surroundings.of(experiment.spec(), prepared)));
        ServerDryRun dryRun = null;
        if (compilation instanceof Compilation.Compiled compiled) {
            routes = compiled.routes();
            MergeResult merged =
                    RouteMerge.apply(before, experiment.id(), revision.number(), compiled, host.published());
            if (merged instanceof MergeResult.Patch patch) {
                after = patch.after();
                dryRun = dryRuns.of(before, patch.operations());
            } else if (merged instanceof MergeResult.HigherRevisionLive higher) {
                findings.add(Finding.error(
                                "higher-revision-live",
                                "Routes of revision " + higher.revision() + " of this experiment stand there.")
                        .ofObject(before.title()));
            }
        }
        live.unreadable()
                .forEach(kind -> findings.add(Finding.warning(
                        "unreadable",
                        kind.title() + " objects may not be read here; what depends on them is unknown.")));
        List<FindingStatus> shown = findings.stream()
                .map(finding -> FindingStatus.of(
                        finding,
                        finding.rule() == null ? null : rules.line(finding.rule()),
                        acknowledged.contains(finding.code())))
                .toList();
        List<String> blockedBy = shown.stream()
                .filter(FindingStatus::blocks)
                .map(FindingStatus::code)
                .distinct()
                .toList();
        boolean accepted = dryRun == null || dryRun.accepted();
        PlanView view = new PlanView(
                PlanId.of(experiment, revision, live, routes),
                experiment.id(),
                revision.number(),
                blockedBy.isEmpty() && accepted,
                accepted ? blockedBy : plus(blockedBy, "server-refuses"),
                RulesView.of(revision.rules()),
                PlanId.reads(live),
                routes.stream().map(route -> route(route, before, rules)).toList(),
                DiffBuilder.between(redacted(before), redacted(after), experiment.id(), Notation.YAML),
                WhoGetsWhat.of(routing, host, compilation, rules),
                Samples.of(
                        TrafficTable.of(live, before, experiment.spec()),
                        TrafficTable.of(prepared, after, experiment.spec()),
                        revision,
                        experiment.id()),
                shown,
                dryRun,
                derived);
        return new Plan(view, revision, live, prepared, after);
    }

    private static ProblemException noVirtualService(Experiment experiment) {
        String name = experiment.spec().namespace() + "/" + experiment.spec().virtualService();
        return new ProblemException(
                ProblemType.CANNOT_DERIVE,
                "VirtualService " + name + " does not exist.",
                List.of(ProblemError.at(
                        "/virtualService",
                        "VirtualService " + name + " does not exist",
                        "apply one that sends the host's traffic to the variants' services")));
    }

    private static PlanView.Route route(OwnedRoute route, MeshObject object, ReadRules rules) {
        int number = RouteName.parse(route.name()).map(RouteName::rule).orElse(route.rule());
        return new PlanView.Route(
                route.name(),
                object.title(),
                String.valueOf(number),
                route.rule() == 0 ? null : Integer.valueOf(rules.line(route.rule())),
                route.json().toString());
    }

    private static MeshObject redacted(MeshObject object) {
        return Redaction.of(object);
    }

    private static List<String> plus(List<String> codes, String code) {
        List<String> more = new ArrayList<>(codes);
        more.add(code);
        return more;
    }
}

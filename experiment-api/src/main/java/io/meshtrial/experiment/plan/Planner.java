package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.Derived;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.FindingStatus;
import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.experiment.mesh.HostReader;
import io.meshtrial.experiment.mesh.Kind;
import io.meshtrial.experiment.mesh.LiveHost;
import io.meshtrial.experiment.mesh.MeshPort;
import io.meshtrial.experiment.mesh.MissingSubsets;
import io.meshtrial.experiment.mesh.RoutingFactory;
import io.meshtrial.experiment.mesh.WriteResult;
import io.meshtrial.experiment.plan.PlanView.ServerDryRun;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.precondition.Preconditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Live objects in; owned routes, diff, findings and who gets what out. Writes nothing. */
@Component
public class Planner {

    private final HostReader hosts;
    private final RoutingFactory routings;
    private final ExperimentStore store;
    private final MeshPort mesh;
    private final Surroundings surroundings;

    Planner(
            HostReader hosts,
            RoutingFactory routings,
            ExperimentStore store,
            MeshPort mesh,
            Surroundings surroundings) {
        this.hosts = hosts;
        this.routings = routings;
        this.store = store;
        this.mesh = mesh;
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
        ExperimentRouting routing =
                routings.of(experiment, revision, store.revisions(experiment.id()), RoutingFactory.REDACTED);
        Compilation compilation = RouteCompiler.compile(routing, routings.host(prepared, experiment.id()));
        MeshObject before = live.virtualService();
        MeshObject after = before;
        List<OwnedRoute> routes = List.of();
        List<Finding> findings = new ArrayList<>(compilation.findings());
        findings.addAll(missing.findings());
        findings.addAll(Preconditions.of(routing, surroundings.of(experiment.spec(), prepared)));
        ServerDryRun dryRun = null;
        if (compilation instanceof Compilation.Compiled compiled) {
            routes = compiled.routes();
            MergeResult merged = RouteMerge.apply(before, experiment.id(), revision.number(), compiled, List.of());
            if (merged instanceof MergeResult.Patch patch) {
                after = patch.after();
                dryRun = dryRun(before, patch.operations());
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
                planId(experiment, revision, live, routes),
                experiment.id(),
                revision.number(),
                blockedBy.isEmpty() && accepted,
                accepted ? blockedBy : plus(blockedBy, "server-refuses"),
                io.meshtrial.experiment.definition.ExperimentView.RulesView.of(revision.rules()),
                reads(live),
                routes.stream().map(route -> route(route, before, rules)).toList(),
                DiffBuilder.between(redacted(before), redacted(after), experiment.id()),
                Audiences.of(
                        TrafficTable.of(live, before, experiment.spec()),
                        TrafficTable.of(prepared, after, experiment.spec()),
                        revision,
                        experiment.id()),
                shown,
                dryRun,
                derived);
        return new Plan(view, revision, live, after);
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

    private @Nullable ServerDryRun dryRun(MeshObject object, JsonNode operations) {
        return switch (mesh.patch(Kind.VIRTUAL_SERVICE, object.namespace(), object.name(), operations, true)) {
            case WriteResult.Written written -> new ServerDryRun(true, written.warnings(), null);
            // A patch on an object that changed meanwhile is refused without causes: that says nothing about the plan.
            case WriteResult.Refused refused ->
                refused.causes().isEmpty() && hasChanged(object)
                        ? null
                        : new ServerDryRun(false, refused.causes(), refused.message());
            case WriteResult.Conflict conflict -> null;
            case WriteResult.Absent absent -> null;
            case WriteResult.Unavailable unavailable -> null;
        };
    }

    private boolean hasChanged(MeshObject object) {
        return mesh.get(Kind.VIRTUAL_SERVICE, object.namespace(), object.name())
                .map(now -> !Objects.equals(now.resourceVersion(), object.resourceVersion()))
                .orElse(true);
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

    private static List<PlanView.Read> reads(LiveHost live) {
        List<PlanView.Read> reads = new ArrayList<>();
        reads.add(read(live.virtualService()));
        live.destinationRules().stream()
                .filter(rule -> rule.namespace().equals(live.virtualService().namespace()))
                .forEach(rule -> reads.add(read(rule)));
        return reads;
    }

    private static PlanView.Read read(MeshObject object) {
        return new PlanView.Read(object.title(), Canonical.hash(Redaction.text(Canonical.text(object.spec()))));
    }

    /** What was read and what came out, without resource versions, which any label moves, and without tokens. */
    private static String planId(Experiment experiment, Revision revision, LiveHost live, List<OwnedRoute> routes) {
        TreeMap<String, String> parts = new TreeMap<>();
        reads(live).forEach(read -> parts.put(read.object(), read.hash()));
        StringBuilder text = new StringBuilder(experiment.id())
                .append('\n')
                .append(parts)
                .append('\n')
                .append(revision.rules());
        // Whoever approves a plan approves the steps that follow from it.
        text.append('\n').append(experiment.spec().rollout());
        routes.forEach(route -> text.append('\n').append(Canonical.text(route.json())));
        return "p-" + Canonical.hash(text.toString()).substring(0, 32);
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

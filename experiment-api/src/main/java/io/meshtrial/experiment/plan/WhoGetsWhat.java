package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.ReadRules;
import io.meshtrial.experiment.plan.AudienceRow.Takes;
import io.meshtrial.experiment.plan.PlanView.Share;
import io.meshtrial.routing.audience.AudienceTable;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.Drawing;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.compile.RouteOwnership;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.RuleNumber;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Who gets what: first a row for each rule that requests reach and one for those that no rule takes, then the requests
 * that the experiment has no say in.
 */
final class WhoGetsWhat {

    private final ExperimentRouting experiment;
    private final HostObjects host;
    private final ReadRules rules;

    private WhoGetsWhat(ExperimentRouting experiment, HostObjects host, ReadRules rules) {
        this.experiment = experiment;
        this.host = host;
        this.rules = rules;
    }

    /** @param host as the rules were compiled on it */
    static List<AudienceRow> of(
            ExperimentRouting experiment, HostObjects host, Compilation compilation, ReadRules rules) {
        boolean hasControl = experiment.variants().stream().anyMatch(variant -> variant.role() == VariantRole.CONTROL);
        return hasControl ? new WhoGetsWhat(experiment, host, rules).rows(compilation) : List.of();
    }

    private List<AudienceRow> rows(Compilation compilation) {
        List<AudienceRow> rows = new ArrayList<>();
        for (AudienceTable.Row row : AudienceTable.of(experiment).rows()) {
            rows.add(row(row));
        }
        host.otherExperiments().stream()
                .filter(other -> other.priority() > experiment.priority())
                .forEach(other -> rows.add(AudienceRow.apart(
                        Takes.OTHER_EXPERIMENT, "requests of experiment " + other.id() + ", which comes first", null)));
        if (compilation instanceof Compilation.Compiled compiled) {
            List<String> others = otherRoutes(compiled.routes());
            if (!others.isEmpty()) {
                rows.add(AudienceRow.apart(
                        Takes.OTHER_ROUTES, "requests that other routes take: " + String.join(", ", others), null));
            }
        }
        compilation.findings().stream()
                .filter(finding -> finding.code().equals("no-default-route"))
                .map(Finding::witness)
                .forEach(witness ->
                        rows.add(AudienceRow.apart(Takes.NO_ROUTE, "requests that no route takes", witness)));
        return rows;
    }

    private AudienceRow row(AudienceTable.Row row) {
        boolean decided = row.rule() > 0;
        List<Share> shares = new ArrayList<>();
        for (RoutedVariant variant : experiment.variants()) {
            int parts = row.parts().getOrDefault(variant.name(), 0);
            if (parts > 0) {
                shares.add(new Share(variant.name(), variant.service(), parts));
            }
        }
        return new AudienceRow(
                decided ? Takes.RULE : Takes.NO_RULE,
                decided ? String.valueOf(number(row.rule())) : null,
                decided ? Integer.valueOf(rules.line(row.rule())) : null,
                row.audience(),
                row.lessRules().stream().map(rules::line).toList(),
                row.unit(),
                shares,
                row.example());
    }

    private int number(int ordinal) {
        Drawing drawing = experiment.drawings().get(ordinal);
        RuleNumber number = drawing == null ? null : drawing.rule();
        return number == null ? ordinal : number.number();
    }

    /** Names or places of base routes without a clone for any rule, and other objects that may speak for the host. */
    private List<String> otherRoutes(List<OwnedRoute> routes) {
        Set<Integer> applied = new HashSet<>();
        routes.stream().filter(route -> route.rule() > 0).forEach(route -> applied.add(route.base()));
        List<String> titles = new ArrayList<>();
        int base = 0;
        for (Element element :
                RouteOwnership.of(host.virtualService(), host.published()).elements()) {
            if (!(element.owner() instanceof Owner.Foreign)) {
                continue;
            }
            if (!applied.contains(base)) {
                String name = element.json().path("name").asText();
                titles.add(name.isEmpty() ? "http[" + element.index() + "]" : name);
            }
            base++;
        }
        host.otherVirtualServices().stream()
                .filter(this::mayMeet)
                .map(MeshObject::title)
                .forEach(titles::add);
        return titles;
    }

    private boolean mayMeet(MeshObject other) {
        return hosts(other).stream().anyMatch(hosts(host.virtualService())::contains);
    }

    private static Set<String> hosts(MeshObject object) {
        Set<String> hosts = new HashSet<>();
        object.spec().path("hosts").forEach(name -> hosts.add(name.asText()));
        return hosts;
    }
}

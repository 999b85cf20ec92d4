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
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.RuleNumber;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
        List<BaseShares.Of> base = BaseShares.of(experiment, host, compilation);
        List<AudienceRow> rows = new ArrayList<>();
        for (AudienceTable.Row said : AudienceTable.of(experiment).rows()) {
            AudienceRow row = row(said);
            rows.addAll(row.takes() == Takes.NO_RULE ? asNow(row, base) : List.of(row));
        }
        host.otherExperiments().stream()
                .filter(other -> other.priority() > experiment.priority())
                .forEach(other -> rows.add(AudienceRow.apart(
                        Takes.OTHER_EXPERIMENT, "requests of experiment " + other.id() + ", which comes first", null)));
        base.stream().filter(route -> !route.applied()).map(AudienceRow::of).forEach(rows::add);
        host.otherVirtualServices().stream()
                .filter(this::mayMeet)
                .forEach(other -> rows.add(AudienceRow.apart(
                        Takes.OTHER_ROUTES, "requests that another object takes: " + other.title(), null)));
        compilation.findings().stream()
                .filter(finding -> finding.code().equals("no-default-route"))
                .map(Finding::witness)
                .forEach(witness ->
                        rows.add(AudienceRow.apart(Takes.NO_ROUTE, "requests that no route takes", witness)));
        return rows;
    }

    /** What no rule takes goes on as its base route says: one row for each way. */
    private static List<AudienceRow> asNow(AudienceRow row, List<BaseShares.Of> base) {
        Map<List<Share>, List<String>> ways = new LinkedHashMap<>();
        base.stream()
                .filter(BaseShares.Of::applied)
                .forEach(route -> ways.computeIfAbsent(route.shares(), shares -> new ArrayList<>())
                        .add(route.title()));
        if (ways.isEmpty()) {
            return List.of(row);
        }
        return ways.entrySet().stream()
                .map(way -> row.on(ways.size() == 1 ? List.of() : way.getValue(), way.getKey()))
                .toList();
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
                List.of(),
                shares,
                row.example());
    }

    private int number(int ordinal) {
        Drawing drawing = experiment.drawings().get(ordinal);
        RuleNumber number = drawing == null ? null : drawing.rule();
        return number == null ? ordinal : number.number();
    }

    private boolean mayMeet(MeshObject other) {
        return new SharedListeners(host.gateways()).compete(host.virtualService(), other);
    }
}

package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.destination.SubsetPlan;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an experiment's destinations lack before its routes may stand.
 *
 * @param plans in the order of the variants; those that have everything are left out
 * @param rules the DestinationRules as they are after all plans
 * @param findings what will be added, as notes, and what stands in the way
 */
public record MissingSubsets(List<SubsetPlan> plans, List<MeshObject> rules, List<Finding> findings) {

    private static final String ROOT_NAMESPACE = "istio-system";
    private static final String VERSION_LABEL = "version";

    public MissingSubsets {
        plans = List.copyOf(plans);
        rules = List.copyOf(rules);
        findings = List.copyOf(findings);
    }

    /** As far as can be seen: where DestinationRules may not be read, nothing is planned for them. */
    public static MissingSubsets of(String experiment, ExperimentSpec spec, LiveHost live) {
        return live.unreadable().contains(Kind.DESTINATION_RULE)
                ? new MissingSubsets(List.of(), live.destinationRules(), List.of())
                : of(experiment, spec, live.destinationRules());
    }

    static MissingSubsets of(String experiment, ExperimentSpec spec, List<MeshObject> destinationRules) {
        List<SubsetPlan> plans = new ArrayList<>();
        List<MeshObject> rules = new ArrayList<>(destinationRules);
        List<Finding> findings = new ArrayList<>();
        for (Variant variant : spec.variants()) {
            String subset = variant.destination().subset();
            if (subset == null) {
                continue;
            }
            String host = qualified(variant.destination().host(), spec.namespace());
            SubsetPlan plan = SubsetPlan.of(
                    experiment,
                    host,
                    spec.namespace(),
                    subset,
                    Map.of(VERSION_LABEL, variant.version()),
                    visible(rules, spec.namespace()));
            switch (plan) {
                case SubsetPlan.Nothing nothing -> {
                    continue;
                }
                case SubsetPlan.Add add -> {
                    rules.replaceAll(rule -> rule.title().equals(add.rule().title()) ? add.after() : rule);
                    findings.add(added(host, subset, add.rule()));
                }
                case SubsetPlan.Create create -> {
                    rules.add(create.rule());
                    findings.add(added(host, subset, create.rule()));
                }
                case SubsetPlan.Refused refused -> findings.add(refused.finding());
            }
            plans.add(plan);
        }
        return new MissingSubsets(plans, rules, findings);
    }

    private static Finding added(String host, String subset, MeshObject rule) {
        return Finding.note(
                        "adds-subset",
                        "Subset " + subset + " of " + host + " is added to " + rule.title()
                                + " before the routes, and removed after them.")
                .ofObject(rule.title());
    }

    /** Rules of other namespaces do not decide for this one. */
    private static List<MeshObject> visible(List<MeshObject> rules, String namespace) {
        return rules.stream()
                .filter(rule ->
                        rule.namespace().equals(namespace) || rule.namespace().equals(ROOT_NAMESPACE))
                .toList();
    }

    private static String qualified(String host, String namespace) {
        return host.contains(".") ? host : host + "." + namespace + ".svc.cluster.local";
    }
}

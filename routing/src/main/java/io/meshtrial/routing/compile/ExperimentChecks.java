package io.meshtrial.routing.compile;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.rules.model.Allocation;
import io.meshtrial.rules.model.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What must hold of an experiment before its rules mean anything. */
final class ExperimentChecks {

    private ExperimentChecks() {}

    static List<Finding> of(ExperimentRouting experiment) {
        List<Finding> findings = new ArrayList<>();
        long controls = experiment.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .count();
        if (controls != 1) {
            findings.add(Finding.error(
                    "no-control", "An experiment has exactly one CONTROL variant; this one has " + controls + "."));
        }
        Set<String> names = new HashSet<>();
        experiment.variants().stream()
                .filter(variant -> !names.add(variant.name()))
                .forEach(variant -> findings.add(
                        Finding.error("duplicate-variant", "Two variants are named " + variant.name() + ".")));
        List<Rule> rules = experiment.rules().rules();
        for (int i = 0; i < rules.size(); i++) {
            for (String variant : mentioned(rules.get(i))) {
                if (!names.contains(variant)) {
                    findings.add(Finding.error(
                                    "unknown-variant",
                                    "Rule " + (i + 1) + " names " + variant
                                            + ", which is no variant of the experiment.")
                            .ofRule(i + 1)
                            .withHint("Its variants are " + String.join(", ", names) + "."));
                }
            }
        }
        if (experiment.observe() && !experiment.drawings().containsKey(0)) {
            findings.add(Finding.error("no-drawing", "Observed traffic has no drawing revision and token."));
        }
        return findings;
    }

    static String control(ExperimentRouting experiment) {
        return experiment.variants().stream()
                .filter(variant -> variant.role() == VariantRole.CONTROL)
                .map(RoutedVariant::name)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> mentioned(Rule rule) {
        return switch (rule) {
            case Rule.Allocate allocate -> variants(allocate.allocation());
            case Rule.EveryoneElse(Allocation allocation) -> variants(allocation);
            case Rule.Mirror mirror -> List.of(mirror.variant());
        };
    }

    private static List<String> variants(Allocation allocation) {
        return allocation.shares().stream()
                .map(Allocation.VariantShare::variant)
                .toList();
    }
}

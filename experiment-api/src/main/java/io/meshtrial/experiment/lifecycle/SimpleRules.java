package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules for everyone, as weights alone tell them, in the order of their routes. Conditions are not guessed. */
final class SimpleRules {

    private SimpleRules() {}

    static String of(OrphanRoutes orphan, String control) {
        Map<Integer, Map<String, Integer>> weights = new LinkedHashMap<>();
        orphan.arms().stream()
                .filter(arm -> arm.rule() > 0)
                .forEach(arm -> weights.computeIfAbsent(arm.rule(), rule -> new LinkedHashMap<>())
                        .putIfAbsent(arm.variant(), arm.weight()));
        return weights.values().stream()
                .map(byVariant -> rule(byVariant, control))
                .collect(Collectors.joining("\n"));
    }

    private static String rule(Map<String, Integer> weights, String control) {
        int total = weights.values().stream().mapToInt(Integer::intValue).sum();
        String given = weights.entrySet().stream()
                .filter(entry -> !entry.getKey().equals(control))
                .map(entry -> percent(entry.getValue(), total) + " to " + entry.getKey())
                .collect(Collectors.joining(", "));
        return given.isEmpty() ? "100% to " + control : given;
    }

    private static String percent(int weight, int total) {
        return RuleFormatter.format(
                new Share(Math.toIntExact(Math.round((double) Share.WHOLE * weight / Math.max(1, total)))));
    }
}

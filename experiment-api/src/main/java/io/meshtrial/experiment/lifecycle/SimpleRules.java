package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.rules.language.RuleFormatter;
import io.meshtrial.rules.model.Share;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules for everyone, as the weights of a draw alone tell them, in the order of their routes. Conditions are not guessed. */
final class SimpleRules {

    private SimpleRules() {}

    /** @param users whether it is users that are drawn */
    private record Drawn(boolean users, Map<String, Integer> weights) {}

    static String of(OrphanRoutes orphan, String control) {
        Map<Integer, Drawn> rules = new LinkedHashMap<>();
        for (OrphanRoutes.Owned route : orphan.owned()) {
            String role = route.name().role();
            boolean users = role.startsWith("draw");
            if (route.name().rule() > 0 && !role.startsWith("hold") && !role.startsWith("redraw")) {
                route.arms()
                        .forEach(arm -> rules.computeIfAbsent(
                                        arm.rule(), rule -> new Drawn(users, new LinkedHashMap<>()))
                                .weights()
                                .putIfAbsent(arm.variant(), arm.weight()));
            }
        }
        return rules.values().stream().map(drawn -> rule(drawn, control)).collect(Collectors.joining("\n"));
    }

    private static String rule(Drawn drawn, String control) {
        int total =
                drawn.weights().values().stream().mapToInt(Integer::intValue).sum();
        String given = drawn.weights().entrySet().stream()
                .filter(entry -> !entry.getKey().equals(control))
                .map(entry -> percent(entry.getValue(), total) + " to " + entry.getKey())
                .collect(Collectors.joining(", "));
        return (drawn.users() ? "users: " : "") + (given.isEmpty() ? "100% to " + control : given);
    }

    private static String percent(int weight, int total) {
        return RuleFormatter.format(
                new Share(Math.toIntExact(Math.round((double) Share.WHOLE * weight / Math.max(1, total)))));
    }
}

package io.meshtrial.routing.importing;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.rules.model.Allocation.VariantShare;
import io.meshtrial.rules.model.Share;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The destinations of a route and what each is given, exactly; or why rules cannot say it. */
sealed interface TargetShares {

    Set<String> UNDERSTOOD = Set.of("destination", "weight");
    Set<String> DESTINATION = Set.of("host", "subset", "port");
    long MOST = 0xffffffffL;

    record Unsaid(String reason) implements TargetShares {}

    record Said(Map<Target, Long> weights) implements TargetShares {

        /** Equal destinations, however they are written, have one share. */
        List<VariantShare> named(TargetNames names) {
            long total = total(weights.values());
            Map<String, Integer> parts = new LinkedHashMap<>();
            weights.forEach((target, weight) ->
                    parts.merge(names.of(target), Math.toIntExact(Share.WHOLE * weight / total), Integer::sum));
            List<VariantShare> shares = new ArrayList<>();
            parts.forEach((name, part) -> shares.add(new VariantShare(name, new Share(part))));
            return shares;
        }
    }

    private static long total(Iterable<Long> weights) {
        long total = 0;
        for (long weight : weights) {
            total += weight;
        }
        return total;
    }

    /** @param destinations {@code route} of a route */
    static TargetShares of(JsonNode destinations) {
        if (!destinations.isArray() || destinations.isEmpty()) {
            return new Unsaid("it has no destination");
        }
        Map<Target, Long> weights = new LinkedHashMap<>();
        for (JsonNode destination : destinations) {
            String reason = unsaid(destination);
            if (!reason.isEmpty()) {
                return new Unsaid(reason);
            }
            // A single destination's weight is ignored, even 0.
            long weight =
                    destinations.size() == 1 ? 1 : destination.path("weight").asLong();
            if (weight < 0 || weight > MOST) {
                return new Unsaid("its weights are none that a mesh takes");
            }
            weights.merge(Target.of(destination.path("destination")), weight, Long::sum);
        }
        long total = total(weights.values());
        boolean exact = total > 0
                && total <= MOST
                && weights.values().stream().allMatch(weight -> Share.WHOLE * weight % total == 0);
        return exact ? new Said(weights) : new Unsaid("its shares are not exact to 0.01 %");
    }

    private static String unsaid(JsonNode destination) {
        if (destination.path("destination").path("host").asText("").isBlank()) {
            return "it has a destination without a host";
        }
        for (Map.Entry<String, JsonNode> field : destination.properties()) {
            if (!UNDERSTOOD.contains(field.getKey())) {
                return field.getKey().equals("headers")
                        ? "rules do not say header operations of a destination"
                        : "rules do not say " + field.getKey() + " of a destination";
            }
        }
        return destination.path("destination").properties().stream()
                .map(Map.Entry::getKey)
                .filter(field -> !DESTINATION.contains(field))
                .findFirst()
                .map(field -> "rules do not say " + field + " of a destination")
                .orElse("");
    }
}

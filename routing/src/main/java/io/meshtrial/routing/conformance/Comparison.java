package io.meshtrial.routing.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares a prediction with what was recorded, field by field. */
record Comparison(Recording recording, RecordedRequest request, Prediction prediction) {

    List<String> differences() {
        List<String> differences = new ArrayList<>();
        String expectedRoute = request.answer().path("route").asText("");
        if (prediction.passedThrough()) {
            if (!expectedRoute.equals("allow_any")) {
                differences.add("recorded route " + expectedRoute + ", evaluated: passed through");
            }
            return differences;
        }
        Set<String> routes = prediction.possible().stream().map(Possible::route).collect(Collectors.toSet());
        if (request.answer().has("route")
                && !routes.equals(Set.of(expectedRoute.equals("null") ? "" : expectedRoute))) {
            differences.add("route: recorded \"" + expectedRoute + "\", evaluated " + routes);
        }
        counts("status", prediction.statuses(), differences);
        counts("served", prediction.served(), differences);
        if (request.has("weights") || !prediction.weights().isEmpty()) {
            AnswerComparison.differ("weights", request.counts("weights"), prediction.weights(), differences);
        }
        counts("mirrored", prediction.mirrored(), differences);
        differences.addAll(AnswerComparison.ofAny(recording, request, prediction.possible()));
        return differences;
    }

    private void counts(String field, Map<String, Double> shares, List<String> differences) {
        if (!request.has(field)) {
            return;
        }
        Map<String, Long> recorded = request.counts(field);
        Set<String> names = new TreeSet<>(shares.keySet());
        names.addAll(recorded.keySet());
        boolean hashed = recording.isHashed();
        for (String name : names) {
            long count = recorded.getOrDefault(name, 0L);
            double share = shares.getOrDefault(name, 0.0);
            boolean plausible = hashed ? count == 0 || share > 0 : Sampling.isPlausible(count, request.count(), share);
            if (!plausible) {
                differences.add(field + " " + name + ": recorded " + count + " of " + request.count()
                        + ", evaluated share " + share);
            }
        }
    }
}

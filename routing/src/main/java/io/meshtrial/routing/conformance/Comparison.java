package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import java.util.ArrayList;
import java.util.HashMap;
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
        counts("status", byStatus(), differences);
        counts("served", byWorkload(), differences);
        if (request.has("weights") || !prediction.weights().isEmpty()) {
            differ("weights", request.counts("weights"), prediction.weights(), differences);
        }
        if (request.has("mirrored")) {
            counts("mirrored", prediction.mirrored(), differences);
        }
        details(differences);
        return differences;
    }

    private Map<String, Double> byStatus() {
        Map<String, Double> shares = new HashMap<>();
        prediction.possible().forEach(each -> shares.merge(Integer.toString(each.status()), each.share(), Double::sum));
        return shares;
    }

    private Map<String, Double> byWorkload() {
        Map<String, Double> shares = new HashMap<>();
        for (Possible each : prediction.possible()) {
            each.served()
                    .forEach(workload ->
                            shares.merge(workload, each.share() / each.served().size(), Double::sum));
        }
        return shares;
    }

    private void counts(String field, Map<String, Double> shares, List<String> differences) {
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

    private static void differ(String field, Object recorded, Object evaluated, List<String> differences) {
        if (!recorded.equals(evaluated)) {
            differences.add(field + ": recorded " + recorded + ", evaluated " + evaluated);
        }
    }

    /** What was recorded of upstream, response headers and body must fit one of the answers that may have been given. */
    private void details(List<String> differences) {
        Set<String> statuses = request.counts("status").keySet();
        Set<String> served = request.counts("served").keySet();
        List<String> first = null;
        for (Possible each : prediction.possible()) {
            boolean given = statuses.contains(Integer.toString(each.status()))
                    && (served.isEmpty()
                            || each.served().isEmpty()
                            || each.served().stream().anyMatch(served::contains));
            if (!given || request.has("upstream") && each.upstream() == null) {
                continue;
            }
            List<String> found = new Details(recording, request, each).differences();
            if (found.isEmpty()) {
                return;
            }
            first = first == null ? found : first;
        }
        if (first != null) {
            differences.addAll(first);
        } else if (request.has("upstream")) {
            differences.add("upstream: recorded " + request.answer().path("upstream") + ", evaluated none");
        }
    }

    /** One possible answer against the recorded one. */
    private record Details(Recording recording, RecordedRequest request, Possible possible) {

        List<String> differences() {
            List<String> differences = new ArrayList<>();
            JsonNode answer = request.answer();
            UpstreamRequest sent = possible.upstream();
            if (request.has("upstream") && sent != null) {
                upstream(answer.path("upstream"), sent, differences);
            }
            if (request.has("mirrorAuthority") && sent != null) {
                differ("mirrorAuthority", answer.path("mirrorAuthority").asText(), sent.authority(), differences);
                differ("mirrorPath", answer.path("mirrorPath").asText(), sent.path(), differences);
            }
            if (answer.has("responseHeaders")) {
                Set<String> names = RecordedNames.inResponse(recording, answer.path("responseHeaders"));
                lines("response", names, answer.path("responseHeaders"), possible.headers(), differences);
            }
            String body = answer.path("body").asText("");
            if (request.has("body") && !body.equals("<echo>") && possible.body() != null) {
                differ("body", Header.ofText("", body).value(), possible.body(), differences);
            }
            if (request.has("attempts") && request.count() == 1) {
                differ("attempts", answer.path("attempts").asInt(), possible.attempts(), differences);
            }
            return differences;
        }

        private void upstream(JsonNode recorded, UpstreamRequest sent, List<String> differences) {
            if (recorded.has("path")) {
                differ("path", Header.ofText("", recorded.path("path").asText()).value(), sent.path(), differences);
            }
            if (recorded.has("method")) {
                differ("method", recorded.path("method").asText(), sent.method(), differences);
            }
            if (recorded.has("authority")) {
                differ("authority", recorded.path("authority").asText(), sent.authority(), differences);
            }
            if (recorded.has("headers")) {
                List<Header> headers = new ArrayList<>(sent.headers());
                headers.add(new Header("host", sent.authority()));
                Set<String> names = RecordedNames.inRequest(recording, recorded.path("headers"));
                lines("upstream", names, recorded.path("headers"), headers, differences);
            }
        }

        private static void lines(
                String what, Set<String> names, JsonNode recorded, List<Header> evaluated, List<String> differences) {
            List<Header> expected = RecordedRequest.headers(recorded);
            for (String name : names) {
                List<String> left = Placeholders.fill(values(expected, name), values(evaluated, name));
                differ(what + " header " + name, left, values(evaluated, name), differences);
            }
        }

        private static List<String> values(List<Header> headers, String name) {
            return headers.stream()
                    .filter(header -> header.name().equals(name))
                    .map(Header::value)
                    .toList();
        }
    }
}

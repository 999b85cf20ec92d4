package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One answer, evaluated or seen, against what was recorded in detail. */
public record AnswerComparison(Recording recording, RecordedRequest request, Possible possible) {

    /**
     * What was recorded of upstream, response headers and body must fit one of the answers that may have been given.
     *
     * @return empty where one fits, else how the first differs
     */
    public static List<String> ofAny(Recording recording, RecordedRequest request, List<Possible> answers) {
        Set<String> statuses = request.counts("status").keySet();
        Set<String> served = request.counts("served").keySet();
        @Nullable List<String> first = null;
        for (Possible each : answers) {
            boolean given = statuses.contains(Integer.toString(each.status()))
                    && (served.isEmpty()
                            || each.served().isEmpty()
                            || each.served().stream().anyMatch(served::contains));
            if (!given || request.has("upstream") && each.upstream() == null) {
                continue;
            }
            List<String> found = new AnswerComparison(recording, request, each).differences();
            if (found.isEmpty()) {
                return found;
            }
            first = first == null ? found : first;
        }
        if (first != null) {
            return first;
        }
        return request.has("upstream")
                ? List.of("upstream: recorded " + request.answer().path("upstream") + ", found none")
                : List.of();
    }

    /** One sentence for each difference; what was not recorded is not compared. */
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

    static void differ(String field, Object recorded, Object found, List<String> differences) {
        if (!recorded.equals(found)) {
            differences.add(field + ": recorded " + recorded + ", found " + found);
        }
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

package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Cross-origin requests: a preflight from an allowed origin is answered by the proxy, others reach the service. */
record CorsPolicy(
        List<TextMatch> origins, String methods, String headers, String exposed, String maxAge, boolean credentials) {

    static @Nullable CorsPolicy of(JsonNode policy, RegexPool pool) {
        if (!policy.isObject()) {
            return null;
        }
        List<TextMatch> origins = new ArrayList<>();
        policy.path("allowOrigins").forEach(origin -> origins.add(TextMatch.of(origin, pool)));
        if (!policy.has("allowOrigins")) {
            policy.path("allowOrigin").forEach(origin -> origins.add(new TextMatch.Exact(origin.asText())));
        }
        Duration maxAge = Durations.parse(policy.path("maxAge").asText(""));
        return new CorsPolicy(
                List.copyOf(origins),
                joined(policy.path("allowMethods")),
                joined(policy.path("allowHeaders")),
                joined(policy.path("exposeHeaders")),
                maxAge == null ? "" : Long.toString(maxAge.toSeconds()),
                policy.path("allowCredentials").asBoolean());
    }

    private static String joined(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(","));
    }

    /** The origin of a request that this policy lets in; null for other requests. */
    @Nullable
    String allowedOrigin(SeenRequest request) {
        String origin = request.first("origin");
        if (origin == null || origin.isEmpty()) {
            return null;
        }
        return origins.stream().anyMatch(match -> match.test("*") || match.test(origin)) ? origin : null;
    }

    static boolean isPreflight(SeenRequest request) {
        String asked = request.first("access-control-request-method");
        return request.method().equals("OPTIONS") && asked != null && !asked.isEmpty();
    }

    List<Header> preflight(String origin) {
        List<Header> answer = new ArrayList<>();
        answer.add(new Header("access-control-allow-origin", origin));
        if (credentials) {
            answer.add(new Header("access-control-allow-credentials", "true"));
        }
        addIfSet(answer, "access-control-allow-methods", methods);
        addIfSet(answer, "access-control-allow-headers", headers);
        addIfSet(answer, "access-control-max-age", maxAge);
        return answer;
    }

    void decorate(String origin, HeaderLines response) {
        response.set("access-control-allow-origin", origin);
        if (credentials) {
            response.set("access-control-allow-credentials", "true");
        }
        if (!exposed.isEmpty()) {
            response.set("access-control-expose-headers", exposed);
        }
    }

    private static void addIfSet(List<Header> answer, String name, String value) {
        if (!value.isEmpty()) {
            answer.add(new Header(name, value));
        }
    }
}

package io.meshtrial.routing.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** An answer written in the VirtualService. */
record DirectResponseAction(int status, String body, LocalResponse response) implements RouteAction {

    static DirectResponseAction of(JsonNode direct, LocalResponse response) {
        return new DirectResponseAction(direct.path("status").asInt(), body(direct.path("body")), response);
    }

    private static String body(JsonNode body) {
        if (!body.hasNonNull("bytes")) {
            return Header.wire(body.path("string").asText(""));
        }
        try {
            return new String(Base64.getDecoder().decode(body.path("bytes").asText()), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            // The API server lets only base64 in; of anything else the proxies would get nothing either.
            return "";
        }
    }

    @Override
    public RouteOutcome perform(MatchedRoute route, SeenRequest request, int matched) {
        List<Header> headers = response.headers(request, List.of());
        return new RouteOutcome.Answered(
                route, new RouteOutcome.Answer(status, headers, body), RouteOutcome.Kind.DIRECT_RESPONSE);
    }
}

package io.meshtrial.routing.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.HttpVersion;
import io.meshtrial.routing.evaluate.RequestFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A request that was sent, alone or several times, and what came of it.
 *
 * @param via {@code gateway}, {@code second} or {@code sidecar}
 * @param answer what was recorded, as it stands in the file
 */
public record RecordedRequest(int position, String via, JsonNode answer) {

    static final String CLIENT = "127.0.0.1";
    static final String REQUEST_ID = "11111111-2222-4333-8444-555555555555";

    public int count() {
        return answer.path("n").asInt(1);
    }

    /** The request as sent, with one more cookie header where a client keeps cookies. */
    public RequestFacts facts(String cookie) {
        List<Header> headers = new ArrayList<>();
        answer.path("headers")
                .forEach(header -> headers.add(
                        Header.ofText(header.get(0).asText(), header.get(1).asText())));
        if (!cookie.isEmpty()) {
            headers.add(new Header("cookie", cookie));
        }
        boolean h2 = answer.path("protocol").asText("").equals("h2");
        return new RequestFacts(
                answer.path("method").asText(),
                answer.path("authority").asText(""),
                answer.path("path").asText(),
                headers,
                h2 ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1,
                CLIENT,
                REQUEST_ID);
    }

    /** What the workloads behind the mesh were asked to do, a convention of the recordings; empty for nothing. */
    public String behaviour() {
        for (JsonNode header : answer.path("headers")) {
            if (header.get(0).asText().equals("x-bk")) {
                return header.get(1).asText();
            }
        }
        return "";
    }

    public boolean has(String field) {
        return answer.hasNonNull(field);
    }

    /** A map of counts: {@code served}, {@code status}, {@code weights} … */
    public Map<String, Long> counts(String field) {
        Map<String, Long> counts = new LinkedHashMap<>();
        answer.path(field)
                .properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return counts;
    }

    /** Header lines of a list of pairs, names in lower case. */
    static List<Header> headers(JsonNode pairs) {
        List<Header> headers = new ArrayList<>();
        pairs.forEach(pair -> headers.add(Header.ofText(
                pair.get(0).asText().toLowerCase(java.util.Locale.ROOT),
                pair.get(1).asText())));
        return headers;
    }

    String title() {
        return "request " + (position + 1) + " (" + answer.path("method").asText() + " "
                + answer.path("authority").asText() + answer.path("path").asText()
                + (answer.path("headers").isEmpty() ? "" : " " + answer.path("headers")) + ")";
    }
}

package io.meshtrial.localmesh.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.conformance.RecordedRequest;
import io.meshtrial.routing.evaluate.Header;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Clients with cookie jars, sent through the edge; what they see is written down as the recordings have it. */
final class EdgeFlow {

    private static final Pattern DELETED = Pattern.compile("(?i).*;\\s*max-age=0\\s*(;.*|$)");

    private final RecordedMesh mesh;
    private final RecordedRequest request;
    private final Map<String, Integer> served = new TreeMap<>();
    private final Map<String, Integer> first = new TreeMap<>();
    private final Map<String, Integer> atEnd = new TreeMap<>();
    private int moved;

    EdgeFlow(RecordedMesh mesh, RecordedRequest request) {
        this.mesh = mesh;
        this.request = request;
    }

    /** The same request with what came of it here; names of routes cannot be seen and are taken over. */
    RecordedRequest recorded() throws IOException {
        JsonNode jar = request.answer().path("cookieJar");
        for (int client = 0; client < jar.path("clients").asInt(); client++) {
            run(jar);
        }
        ObjectNode answer = request.answer().deepCopy();
        counts(answer.putObject("served"), served);
        ObjectNode flow = answer.putObject("flow");
        counts(flow.putObject("first"), first);
        counts(flow.putObject("cookiesAtEnd"), atEnd);
        flow.put("clientsThatMoved", moved);
        return new RecordedRequest(request.position(), request.via(), answer);
    }

    private void run(JsonNode jar) throws IOException {
        TreeMap<String, String> cookies = new TreeMap<>();
        jar.path("start")
                .forEach(pair -> cookies.put(pair.get(0).asText(), pair.get(1).asText()));
        List<String> seen = new ArrayList<>();
        for (int step = 0; step < jar.path("steps").asInt(); step++) {
            WireClient.Answer answer = mesh.send(request.via(), request.facts(header(cookies)));
            String workload = answer.header(RecordedWorkload.SERVED).split("/", 2)[0];
            served.merge(workload, 1, Integer::sum);
            seen.add(workload);
            answer.headers().stream()
                    .filter(header -> header.name().equals("set-cookie"))
                    .map(Header::value)
                    .forEach(value -> keep(value, cookies));
        }
        mesh.arrivals();
        first.merge(seen.getFirst(), 1, Integer::sum);
        atEnd.merge(header(cookies), 1, Integer::sum);
        moved += seen.stream().distinct().count() > 1 ? 1 : 0;
    }

    private static void keep(String value, Map<String, String> cookies) {
        String pair = value.split(";", 2)[0];
        int equal = pair.indexOf('=');
        if (DELETED.matcher(value).matches()) {
            cookies.remove(pair.substring(0, equal));
        } else {
            cookies.put(pair.substring(0, equal), pair.substring(equal + 1));
        }
    }

    private static String header(Map<String, String> cookies) {
        List<String> pairs = new ArrayList<>();
        cookies.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("; ", pairs);
    }

    private static void counts(ObjectNode into, Map<String, Integer> counts) {
        counts.forEach(into::put);
    }
}

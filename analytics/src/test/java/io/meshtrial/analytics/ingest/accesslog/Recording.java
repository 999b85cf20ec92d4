package io.meshtrial.analytics.ingest.accesslog;

import io.envoyproxy.envoy.data.accesslog.v3.HTTPAccessLogEntry;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real Envoy's stream and what its client saw; see {@code access-log/README.md} in the test resources. */
final class Recording {

    static final String EXPERIMENT = "exp-7";
    static final String TOKEN = "t0k3n";

    private static final String USER = "x-user-id";

    private Recording() {}

    /** As Envoy sent them. */
    static List<StreamAccessLogsMessage> messages() {
        List<StreamAccessLogsMessage> messages = new ArrayList<>();
        try (InputStream in = resource("stream.binpb")) {
            for (StreamAccessLogsMessage message = StreamAccessLogsMessage.parseDelimitedFrom(in);
                    message != null;
                    message = StreamAccessLogsMessage.parseDelimitedFrom(in)) {
                messages.add(message);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return messages;
    }

    /** The same with route names, identity headers and experiment cookies in today's form. */
    static List<StreamAccessLogsMessage> inTodaysForm() {
        Map<String, String> draws = new HashMap<>();
        return messages().stream().map(message -> inTodaysForm(message, draws)).toList();
    }

    private static StreamAccessLogsMessage inTodaysForm(StreamAccessLogsMessage message, Map<String, String> draws) {
        StreamAccessLogsMessage.Builder today = message.toBuilder();
        today.getHttpLogsBuilder().getLogEntryBuilderList().forEach(entry -> inTodaysForm(entry, draws));
        return today.build();
    }

    private static void inTodaysForm(HTTPAccessLogEntry.Builder entry, Map<String, String> draws) {
        String route = entry.getCommonProperties().getRouteName();
        Map<String, String> headers = entry.getRequest().getRequestHeadersMap();
        String user = headers.getOrDefault(USER, "");
        if (route.endsWith("/users")) {
            draws.put(user, entry.getRequest().getRequestId());
        }
        entry.getCommonPropertiesBuilder()
                .setRouteName(route.replace("/users", "/1.0").replace("/probe", "/0.0.probe"));
        if (headers.containsKey("x-meshtrial")) {
            String identity =
                    headers.get("x-meshtrial").replace(";users;", ";1;").replace(";" + TOKEN, ";catalog;" + TOKEN);
            entry.getRequestBuilder().putRequestHeaders("x-meshtrial", identity);
        }
        if (headers.containsKey("cookie")) {
            String cookie =
                    headers.get("cookie").replaceAll("mt-exp-7=(v[12])\\.r3", "mt-exp-7=$1.r3.o0." + draws.get(user));
            entry.getRequestBuilder().putRequestHeaders("cookie", cookie);
        }
    }

    /** What the client saw. */
    static List<Seen> truth() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(resource("truth.jsonl"), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(JsonMapper.shared()::readTree)
                    .map(Seen::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The experiment as experiment-api would have published it. */
    static byte[] definition() {
        try (InputStream in = resource("definition.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(Recording.class.getResourceAsStream("/access-log/" + name));
    }

    /**
     * One request.
     *
     * @param status 0 when the client went away before an answer
     * @param version named in the application's answer; empty when the answer was another's or an error page
     * @param variant in the client's cookie afterwards; empty when it went away
     */
    record Seen(String user, String method, String path, int status, String version, String variant) {

        static Seen of(JsonNode row) {
            String jar = row.path("jar").asString("");
            return new Seen(
                    row.path("user").asString(),
                    row.path("method").asString("GET"),
                    row.path("path").asString(""),
                    row.path("status").asInt(0),
                    row.path("version").asString(""),
                    jar.startsWith("mt-exp-7=") ? jar.substring(9, 11) : "");
        }
    }
}

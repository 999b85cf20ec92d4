package io.meshtrial.localmesh.visitors;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.HostAndPort;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code GET /visitors}, {@code PUT /visitors {"rate": 100, "paused": false}} and {@code GET /metrics}. */
final class Control implements Handler<HttpServerRequest> {

    private static final Pattern OWN_HOST = Pattern.compile("(127\\.\\d+\\.\\d+\\.\\d+|localhost)");

    private final Traffic traffic;

    Control(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public void handle(HttpServerRequest request) {
        // A page of some other site must not reach this by a name that it lets point here.
        HostAndPort host = request.authority();
        if (host == null || !OWN_HOST.matcher(host.host()).matches()) {
            problem(request, 421, "wrong-host", "this endpoint is for programs on this machine");
            return;
        }
        switch (request.method().name() + " " + request.path()) {
            case "GET /visitors" -> state(request);
            case "PUT /visitors" -> request.body().onSuccess(body -> change(request, body));
            case "GET /metrics" -> metrics(request);
            default -> problem(request, 404, "not-found", "there are GET and PUT /visitors, and GET /metrics");
        }
    }

    private void change(HttpServerRequest request, Buffer body) {
        try {
            JsonObject wanted = body.toJsonObject();
            if (!Set.of("rate", "paused").containsAll(wanted.fieldNames())) {
                throw new IllegalArgumentException("there are \"rate\" and \"paused\", not " + wanted.fieldNames());
            }
            Object rate = wanted.getValue("rate", traffic.rate());
            Object paused = wanted.getValue("paused", traffic.paused());
            if (!(rate instanceof Integer number) || number < 1 || number > Traffic.HIGHEST_RATE) {
                throw new IllegalArgumentException("rate is a whole number from 1 to " + Traffic.HIGHEST_RATE);
            }
            if (!(paused instanceof Boolean truth)) {
                throw new IllegalArgumentException("paused is true or false");
            }
            traffic.change(number, truth);
            state(request);
        } catch (DecodeException | ClassCastException e) {
            problem(request, 400, "invalid-visitors", "the body is a JSON object");
        } catch (IllegalArgumentException e) {
            problem(request, 400, "invalid-visitors", String.valueOf(e.getMessage()));
        }
    }

    private void state(HttpServerRequest request) {
        Counts.Snapshot counts = traffic.counts();
        JsonObject answered = new JsonObject();
        counts.answered().forEach((status, count) -> answered.put(String.valueOf(status), count));
        JsonObject state = new JsonObject()
                .put("rate", traffic.rate())
                .put("paused", traffic.paused())
                .put("sent", counts.sent())
                .put("answered", answered)
                .put("failed", counts.failed())
                .put("inFlight", counts.inFlight());
        request.response().putHeader("content-type", "application/json").end(state.encode());
    }

    private void metrics(HttpServerRequest request) {
        Counts.Snapshot counts = traffic.counts();
        StringBuilder text = new StringBuilder("# TYPE meshtrial_visitors_sent counter\n");
        text.append("meshtrial_visitors_sent_total ").append(counts.sent()).append('\n');
        text.append("# TYPE meshtrial_visitors_failed counter\n");
        text.append("meshtrial_visitors_failed_total ").append(counts.failed()).append('\n');
        text.append("# TYPE meshtrial_visitors_answered counter\n");
        counts.answered()
                .forEach((status, count) -> text.append("meshtrial_visitors_answered_total{status=\"")
                        .append(status)
                        .append("\"} ")
                        .append(count)
                        .append('\n'));
        request.response()
                .putHeader("content-type", "text/plain; version=0.0.4")
                .end(text.toString());
    }

    private static void problem(HttpServerRequest request, int status, String type, String detail) {
        JsonObject problem = new JsonObject()
                .put("type", "https://meshtrial.io/problems/" + type)
                .put("title", type.replace('-', ' '))
                .put("status", status)
                .put("detail", detail);
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .end(problem.encode());
    }
}

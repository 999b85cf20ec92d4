package io.meshtrial.localmesh.conformance;

import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;

/**
 * A workload of the recordings behind the edge: a real HTTP server that does as the header {@code x-bk} says and notes
 * what it was asked.
 */
final class RecordedWorkload {

    /** In every answer: the workload's name and the ordinal of the request in its log. */
    static final String SERVED = "x-conformance-served";

    private static final int LARGEST_HEAD = 1 << 18;

    /** A request as it arrived. */
    record Arrival(String workload, String mark, UpstreamRequest request) {}

    private final String name;
    private final Vertx vertx;
    private final Queue<Arrival> log;
    private final HttpServer server;
    private final Set<String> failedOnce = new HashSet<>();
    private long ordinal;

    RecordedWorkload(String name, Vertx vertx, Queue<Arrival> log) {
        this.name = name;
        this.vertx = vertx;
        this.log = log;
        this.server = vertx.createHttpServer(new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setTcpNoDelay(true)
                        .setMaxInitialLineLength(LARGEST_HEAD)
                        .setMaxHeaderSize(LARGEST_HEAD))
                .requestHandler(this::serve);
    }

    int start() {
        return server.listen().await().actualPort();
    }

    private void serve(HttpServerRequest request) {
        ordinal++;
        String mark = name + "/" + ordinal;
        log.add(new Arrival(name, mark, copy(request)));
        String behaviour = String.valueOf(request.getHeader("x-bk"));
        int equal = behaviour.indexOf('=');
        String argument = behaviour.substring(equal + 1);
        HttpServerResponse response = request.response().putHeader(SERVED, mark);
        switch (equal < 0 ? behaviour : behaviour.substring(0, equal)) {
            case "status" -> answer(response, Integer.parseInt(argument));
            case "failfirst" -> answer(response, isFirst(request) ? Integer.parseInt(argument) : 200);
            case "reset" -> request.connection().close();
            case "resetfirst" -> {
                if (isFirst(request)) {
                    request.connection().close();
                } else {
                    answer(response, 200);
                }
            }
            case "slow" -> vertx.setTimer(Long.parseLong(argument), late -> answer(response, 200));
            case "header" -> {
                int colon = argument.indexOf(':');
                response.headers().add(argument.substring(0, colon), argument.substring(colon + 1));
                answer(response, 200);
            }
            case "cookie" -> {
                response.headers().add("set-cookie", "app=" + argument + "; Path=/");
                answer(response, 200);
            }
            default -> answer(response, 200);
        }
    }

    /** Attempts of one request have one request id. */
    private boolean isFirst(HttpServerRequest request) {
        return failedOnce.add(String.valueOf(request.getHeader("x-request-id")));
    }

    private static void answer(HttpServerResponse response, int status) {
        if (!response.ended() && !response.closed()) {
            response.setStatusCode(status).end("workload");
        }
    }

    private static UpstreamRequest copy(HttpServerRequest request) {
        List<Header> headers = new ArrayList<>();
        request.headers().forEach(entry -> {
            String header = entry.getKey().toLowerCase(Locale.ROOT);
            if (!header.equals("host")) {
                headers.add(new Header(header, entry.getValue()));
            }
        });
        String host = request.getHeader("host");
        return new UpstreamRequest(request.method().name(), host == null ? "" : host, request.uri(), headers);
    }
}

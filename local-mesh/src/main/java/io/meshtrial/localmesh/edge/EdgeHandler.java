package io.meshtrial.localmesh.edge;

import io.meshtrial.localmesh.edge.EndpointDirectory.Endpoint;
import io.meshtrial.routing.evaluate.Destination;
import io.meshtrial.routing.evaluate.Fault;
import io.meshtrial.routing.evaluate.Forwarding;
import io.meshtrial.routing.evaluate.Mirror;
import io.meshtrial.routing.evaluate.Reachability;
import io.meshtrial.routing.evaluate.RouteOutcome;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.evaluate.WeightedDestination;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evaluates each request against the live routes and does what comes out. */
final class EdgeHandler implements Handler<HttpServerRequest> {

    private static final Logger log = LoggerFactory.getLogger(EdgeHandler.class);
    private static final int LARGEST_KEPT_BODY = 1 << 20;

    private final Supplier<RouteSnapshot> routes;
    private final Proxying.Means means;
    private final EdgeMetrics metrics;
    private final LongSupplier nanos;

    EdgeHandler(Supplier<RouteSnapshot> routes, Proxying.Means means, EdgeMetrics metrics, LongSupplier nanos) {
        this.routes = routes;
        this.means = means;
        this.metrics = metrics;
        this.nanos = nanos;
    }

    @Override
    public void handle(HttpServerRequest request) {
        request.pause();
        Outcome outcome = new Outcome(request, metrics, nanos);
        Optional<String> unsound = RequestReader.unsound(request);
        if (unsound.isPresent()) {
            outcome.answer(400, "Bad Request", ResponseFlag.PROTOCOL_ERROR);
            return;
        }
        RouteSnapshot snapshot = routes.get();
        switch (snapshot.table()
                .evaluate(RequestReader.facts(request, means.draws().requestId()))) {
            case RouteOutcome.Refused refused ->
                outcome.answer(refused.status(), refused.body(), ResponseFlag.PROTOCOL_ERROR);
            case RouteOutcome.NoRoute none -> outcome.answer(404, "", ResponseFlag.NO_ROUTE);
            case RouteOutcome.PassThrough through -> outcome.answer(404, "", ResponseFlag.NO_ROUTE);
            case RouteOutcome.Answered answered -> outcome.answer(answered.answer(), null, ResponseFlag.NONE);
            case RouteOutcome.Forwarded forwarded ->
                forward(request, outcome, forwarded.forwarding(), snapshot.endpoints());
        }
    }

    private void forward(
            HttpServerRequest request, Outcome outcome, Forwarding forwarding, EndpointDirectory directory) {
        WeightedDestination destination = forwarding.draw(means.draws().ticket(forwarding.totalWeight()));
        Fault fault = forwarding.fault();
        Fault.Delay delay = fault == null ? null : fault.delay();
        Fault.Abort abort = fault == null ? null : fault.abort();
        Runnable next = () -> {
            if (abort != null && means.draws().happens(abort.percentage())) {
                outcome.answer(
                        forwarding.aborted(destination, abort), destination.destination(), ResponseFlag.FAULT_INJECTED);
            } else {
                send(request, outcome, forwarding, destination, directory);
            }
        };
        if (delay != null && means.draws().happens(delay.percentage())) {
            means.vertx().setTimer(Math.max(1, delay.time().toMillis()), later -> next.run());
        } else {
            next.run();
        }
    }

    private void send(
            HttpServerRequest request,
            Outcome outcome,
            Forwarding forwarding,
            WeightedDestination destination,
            EndpointDirectory directory) {
        Destination target = destination.destination();
        List<Endpoint> endpoints = directory.find(target);
        Optional<RouteOutcome.Answer> unreachable = forwarding.unreachable(destination);
        if (unreachable.isPresent()) {
            outcome.answer(unreachable.get(), target, flag(destination.reachability()));
            return;
        }
        if (endpoints.isEmpty()) {
            outcome.answer(
                    forwarding.answer(destination, 503, "no healthy upstream"),
                    target,
                    ResponseFlag.NO_HEALTHY_UPSTREAM);
            return;
        }
        List<Mirror> mirrors = forwarding.mirrors().stream()
                .filter(mirror -> means.draws().happens(mirror.percentage()))
                .toList();
        Consumer<@Nullable Buffer> go = kept -> {
            mirrors.forEach(mirror -> mirror(mirror, forwarding.upstream(destination), directory, kept));
            new Proxying(means, request, outcome, forwarding, destination, endpoints, kept).start();
        };
        boolean twice = !mirrors.isEmpty() || RetryDecision.mayResend(forwarding.retries());
        if (twice && RequestReader.hasBody(request)) {
            keepBody(request, outcome, go);
        } else {
            go.accept(null);
        }
    }

    private static void keepBody(HttpServerRequest request, Outcome outcome, Consumer<@Nullable Buffer> go) {
        Buffer body = Buffer.buffer();
        request.handler(part -> {
            body.appendBuffer(part);
            if (body.length() > LARGEST_KEPT_BODY) {
                outcome.answer(413, "Payload Too Large", ResponseFlag.NONE);
                request.handler(rest -> {});
            }
        });
        request.endHandler(end -> {
            if (!outcome.over()) {
                go.accept(body);
            }
        });
        request.resume();
    }

    private void mirror(Mirror mirror, UpstreamRequest copy, EndpointDirectory directory, @Nullable Buffer body) {
        List<Endpoint> endpoints = directory.find(mirror.destination());
        if (endpoints.isEmpty() || mirror.reachability() != Reachability.REACHABLE) {
            return;
        }
        RequestOptions options = new RequestOptions()
                .setServer(endpoints.get(means.draws().index(endpoints.size())).address())
                .setMethod(HttpMethod.valueOf(copy.method()))
                .setURI(copy.path());
        means.client()
                .request(options)
                .compose(out -> {
                    HeaderBytes.write(copy.headers(), out.headers());
                    out.putHeader("host", copy.authority());
                    return body == null ? out.send() : out.send(body);
                })
                .onFailure(e -> log.debug("a mirrored request to {} failed", mirror.destination(), e));
    }

    private static ResponseFlag flag(Reachability reachability) {
        return switch (reachability) {
            case UNKNOWN_HOST, UNKNOWN_SUBSET -> ResponseFlag.NO_CLUSTER;
            case NO_ENDPOINTS -> ResponseFlag.NO_HEALTHY_UPSTREAM;
            case REACHABLE -> ResponseFlag.PROTOCOL_ERROR;
        };
    }
}

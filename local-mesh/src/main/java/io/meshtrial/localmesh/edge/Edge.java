package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Listener;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The edge, listening on 127.0.0.1. All its work is on one event loop. */
public final class Edge implements AutoCloseable {

    /**
     * @param port where visitors go; 0 for any free one
     * @param metricsPort where Prometheus goes; 0 for any free one
     * @param gatewayPort the port in Gateway objects that {@code port} stands for
     * @param apiUrl of the Kubernetes API
     * @param nanos a clock for measuring time spent
     * @param patience how long to wait for the API at the start
     */
    public record Settings(
            int port,
            int metricsPort,
            int gatewayPort,
            String apiUrl,
            String apiToken,
            SplittableRandom random,
            LongSupplier nanos,
            Duration patience) {}

    private final Vertx vertx;
    private final LiveRoutes routes;
    private final EdgeServer server;
    private final HttpServer metricsServer;

    private Edge(Vertx vertx, LiveRoutes routes, EdgeServer server, HttpServer metricsServer) {
        this.vertx = vertx;
        this.routes = routes;
        this.server = server;
        this.metricsServer = metricsServer;
    }

    /** Returns when the routes have been read and the port is open. */
    public static Edge start(Settings settings) throws Exception {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        try {
            Promise<Edge> edge = Promise.promise();
            vertx.runOnContext(begin -> open(vertx, settings).onComplete(edge));
            return edge.future()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(settings.patience().toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            vertx.close();
            throw e;
        }
    }

    private static Future<Edge> open(Vertx vertx, Settings settings) {
        HttpClient api = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(2 * WatchedKind.values().length));
        Listener listener = Listener.ingress(settings.gatewayPort());
        EdgeMetrics metrics = new EdgeMetrics();
        EdgeServer server =
                new EdgeServer(vertx, settings.port(), listener, settings.random(), metrics, settings.nanos());
        LiveRoutes routes = new LiveRoutes(
                vertx, api, ApiAddress.of(settings.apiUrl(), settings.apiToken()), server::route, settings.nanos());
        HttpServer metricsServer = vertx.createHttpServer(EdgeServer.options(settings.metricsPort()))
                .requestHandler(request -> {
                    if (request.path().equals("/metrics")) {
                        request.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(metrics.scrape());
                    } else {
                        request.response().setStatusCode(404).end();
                    }
                });
        return routes.start()
                .compose(ready -> metricsServer.listen())
                .compose(ready -> server.listen())
                .map(ready -> new Edge(vertx, routes, server, metricsServer));
    }

    public int port() {
        return server.port();
    }

    public int metricsPort() {
        return metricsServer.actualPort();
    }

    @Override
    public void close() throws Exception {
        Promise<Void> closed = Promise.promise();
        vertx.runOnContext(begin -> {
            routes.stop();
            vertx.close().onComplete(closed);
        });
        closed.future().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}

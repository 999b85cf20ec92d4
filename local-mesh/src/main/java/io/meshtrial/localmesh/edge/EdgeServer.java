package io.meshtrial.localmesh.edge;

import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.object.MeshObject;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/**
 * The side of the edge that visitors meet: a port on 127.0.0.1 where requests are answered by the objects that it was
 * last given.
 */
public final class EdgeServer {

    /** Envoy's limit of all request headers together. */
    private static final int LARGEST_HEAD = 60 << 10;

    private static final int CONNECTIONS = 512;

    /** Shorter than what servers allow, so that no request goes out on a connection that is being closed. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final Listener listener;
    private final HttpServer server;
    private volatile RouteSnapshot snapshot;

    EdgeServer(
            Vertx vertx,
            int port,
            Listener listener,
            SplittableRandom random,
            EdgeMetrics metrics,
            LongSupplier nanos) {
        this.listener = listener;
        this.snapshot = RouteSnapshot.of(listener, List.of());
        Proxying.Means means = new Proxying.Means(vertx, upstreams(vertx), new Draws(random));
        this.server = vertx.createHttpServer(options(port))
                .requestHandler(new EdgeHandler(() -> snapshot, means, metrics, nanos));
    }

    /**
     * A server that still answers everything with 404 and listens nowhere.
     *
     * @param port 0 for any free one
     * @param nanos a clock for measuring time spent
     */
    public static EdgeServer of(Vertx vertx, int port, Listener listener, SplittableRandom random, LongSupplier nanos) {
        return new EdgeServer(vertx, port, listener, random, new EdgeMetrics(), nanos);
    }

    public Future<Void> listen() {
        return server.listen().mapEmpty();
    }

    /** Answers every request that comes from now on by these objects. */
    public void route(Collection<MeshObject> objects) {
        snapshot = RouteSnapshot.of(listener, objects);
    }

    public int port() {
        return server.actualPort();
    }

    static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setTcpNoDelay(true)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(LARGEST_HEAD)
                .setMaxHeaderSize(LARGEST_HEAD);
    }

    private static HttpClient upstreams(Vertx vertx) {
        return vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                        .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }
}

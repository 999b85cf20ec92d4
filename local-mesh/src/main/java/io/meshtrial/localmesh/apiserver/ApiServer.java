package io.meshtrial.localmesh.apiserver;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The stand-in, listening on 127.0.0.1. One event loop serves every request, so that writes come one by one. */
public final class ApiServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /**
     * @param port 0 for any free one
     * @param file where objects are kept between runs
     * @param token what every request must bear, health checks excepted
     * @param identifiers fresh uids
     * @param authorizer what a request with the token may do
     */
    public record Settings(
            int port, Path file, String token, Clock clock, Supplier<String> identifiers, Authorizer authorizer) {

        public Settings(int port, Path file, String token, Clock clock, Supplier<String> identifiers) {
            this(port, file, token, clock, identifiers, Authorizer.EVERYTHING);
        }
    }

    private final Vertx vertx;
    private final Store store;
    private final HttpServer server;

    private ApiServer(Vertx vertx, Store store, HttpServer server) {
        this.vertx = vertx;
        this.store = store;
        this.server = server;
    }

    public static ApiServer start(Settings settings) throws Exception {
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        Store store = Store.open(settings.file());
        DefaultNamespaces.create(store, settings.clock(), settings.identifiers());
        HttpServerOptions options = new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(settings.port())
                .setTcpNoDelay(true)
                .setMaxInitialLineLength(64 << 10);
        HttpServer server = vertx.createHttpServer(options)
                .requestHandler(new ApiHandler(vertx, store, settings))
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new ApiServer(vertx, store, server);
    }

    public int port() {
        return server.actualPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        store.close();
    }
}

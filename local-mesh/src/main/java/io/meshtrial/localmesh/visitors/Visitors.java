package io.meshtrial.localmesh.visitors;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The visitor generator with its control endpoint on 127.0.0.1. */
public final class Visitors implements AutoCloseable {

    /**
     * @param port of the control endpoint; 0 for any free one
     * @param target {@code http://127.x.y.z:PORT}; anything else is refused
     * @param seed fixes who comes and what they ask for
     * @param rate requests per second, 1 to 1 000
     * @param nanos a clock for pacing
     */
    public record Settings(int port, String target, long seed, int rate, boolean paused, LongSupplier nanos) {}

    private final Vertx vertx;
    private final Traffic traffic;
    private final HttpServer server;

    private Visitors(Vertx vertx, Traffic traffic, HttpServer server) {
        this.vertx = vertx;
        this.traffic = traffic;
        this.server = server;
    }

    public static Visitors start(Settings settings) throws Exception {
        var target = LoopbackTarget.parse(settings.target());
        Vertx vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(1).setInternalBlockingPoolSize(1));
        Traffic traffic = new Traffic(
                vertx,
                target,
                new VisitPlan(settings.seed(), settings.rate()),
                settings.nanos(),
                settings.rate(),
                settings.paused());
        HttpServer server = vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(settings.port()))
                .requestHandler(new Control(traffic))
                .listen()
                .onSuccess(listening -> traffic.start())
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return new Visitors(vertx, traffic, server);
    }

    public int port() {
        return server.actualPort();
    }

    @Override
    public void close() throws Exception {
        CompletableFuture<Void> closed = new CompletableFuture<>();
        vertx.runOnContext(begin -> {
            traffic.stop();
            vertx.close().onComplete(done -> closed.complete(null));
        });
        closed.get(10, TimeUnit.SECONDS);
    }
}

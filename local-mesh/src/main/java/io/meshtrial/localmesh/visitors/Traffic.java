package io.meshtrial.localmesh.visitors;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Sends the plan's visits at the set rate. Used from one event loop only. */
final class Traffic {

    static final int HIGHEST_RATE = 1_000;

    private static final long TICK_MILLIS = 5;
    private static final int MOST_IN_FLIGHT = 256;
    private static final long TIMEOUT_MILLIS = Duration.ofSeconds(30).toMillis();
    /** How much of the past is made up for after a pause of the process: none beyond this. */
    private static final double MOST_CATCHING_UP_SECONDS = 0.1;

    private final Vertx vertx;
    private final HttpClient client;
    private final URI target;
    private final VisitPlan plan;
    private final LongSupplier nanos;
    private final Counts counts = new Counts();
    private int rate;
    private boolean paused;
    private double owed;
    private long timer;
    private long last;

    Traffic(Vertx vertx, URI target, VisitPlan plan, LongSupplier nanos, int rate, boolean paused) {
        this.vertx = vertx;
        this.target = target;
        this.plan = plan;
        this.nanos = nanos;
        this.rate = rate;
        this.paused = paused;
        this.last = nanos.getAsLong();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(8).setTcpNoDelay(true),
                new PoolOptions().setHttp1MaxSize(MOST_IN_FLIGHT));
    }

    void start() {
        timer = vertx.setPeriodic(TICK_MILLIS, tick -> tick());
    }

    void stop() {
        vertx.cancelTimer(timer);
    }

    void change(int newRate, boolean nowPaused) {
        if (newRate != rate) {
            plan.populate(newRate);
        }
        rate = newRate;
        paused = nowPaused;
    }

    int rate() {
        return rate;
    }

    boolean paused() {
        return paused;
    }

    Counts.Snapshot counts() {
        return counts.snapshot();
    }

    private void tick() {
        long now = nanos.getAsLong();
        double seconds = (now - last) / (double) TimeUnit.SECONDS.toNanos(1);
        last = now;
        if (paused) {
            owed = 0;
            return;
        }
        owed = Math.min(owed + seconds * rate, Math.max(1, rate * MOST_CATCHING_UP_SECONDS));
        while (owed >= 1 && counts.inFlight() < MOST_IN_FLIGHT) {
            owed--;
            send(plan.next());
        }
    }

    private void send(VisitPlan.Visit visit) {
        Visitor visitor = visit.visitor();
        URI address = target.resolve(visit.target());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(target.getHost())
                .setPort(target.getPort())
                .setURI(visit.target())
                .setTimeout(TIMEOUT_MILLIS)
                .putHeader("User-Agent", visitor.client().userAgent())
                .putHeader("Accept", "application/json");
        String cookies = visitor.cookies(address);
        if (!cookies.isEmpty()) {
            options.putHeader("Cookie", cookies);
        }
        counts.sent();
        client.request(options)
                .compose(request -> request.send())
                .compose(response -> {
                    visitor.keep(address, response.headers().getAll("set-cookie"));
                    return response.end().map(response.statusCode());
                })
                .onSuccess(counts::answered)
                .onFailure(e -> counts.failed());
    }
}

package io.meshtrial.analytics.ingest.accesslog;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks proxies for their counters from time to time. A proxy that does not answer is not counted, and shown as such. */
final class ProxyStatistics implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProxyStatistics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long MAX_BYTES = 16 * 1024 * 1024;

    private final List<URI> proxies;
    private final Duration every;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile ProxyCounters latest;

    ProxyStatistics(List<URI> proxies, Duration every) {
        this.proxies = proxies;
        this.every = every;
        this.latest = ProxyCounters.none(proxies.size());
    }

    void start() {
        if (!proxies.isEmpty()) {
            Thread.ofVirtual().name("proxy-statistics").start(this::run);
        }
    }

    ProxyCounters latest() {
        return latest;
    }

    @Override
    public void close() {
        closing.countDown();
        client.shutdownNow();
    }

    private void run() {
        try {
            do {
                latest = ask();
            } while (!closing.await(every.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProxyCounters ask() throws InterruptedException {
        ProxyCounters counters = ProxyCounters.none(proxies.size());
        for (URI proxy : proxies) {
            try {
                HttpResponse<String> answer = client.send(
                        HttpRequest.newBuilder(proxy).timeout(PATIENCE).build(),
                        BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
                if (answer.statusCode() == 200) {
                    counters = counters.plus(answer.body());
                }
            } catch (IOException e) {
                LOG.debug("Statistics of {} cannot be read: {}", proxy, e.toString());
            }
        }
        return counters;
    }
}

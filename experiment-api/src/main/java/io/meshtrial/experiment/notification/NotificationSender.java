package io.meshtrial.experiment.notification;

import io.meshtrial.experiment.notification.NotificationOutbox.Pending;
import io.meshtrial.experiment.notification.NotificationProperties.Webhook;
import io.meshtrial.experiment.rest.StoreOutage;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Sends what is in the outbox, one thread for each webhook, so that a slow receiver delays no other and no request waits.
 * An event may come twice and is never lost before its last attempt; its id stays the same.
 */
@Component
class NotificationSender implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(NotificationSender.class);
    private static final long LOOK_AGAIN_MILLIS = 500;
    private static final int GONE = 410;

    private final NotificationProperties properties;
    private final NotificationOutbox outbox;
    private final RandomGenerator random;
    private final Clock clock;
    private final StoreOutage outage;
    private final MeterRegistry metrics;
    private final Semaphore work = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final HttpClient http;
    private volatile boolean running;

    NotificationSender(
            NotificationProperties properties,
            NotificationOutbox outbox,
            RandomGenerator random,
            Clock clock,
            StoreOutage outage,
            MeterRegistry metrics) {
        this.properties = properties;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.outage = outage;
        this.metrics = metrics;
        this.http = HttpClient.newBuilder()
                .connectTimeout(properties.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    void wake() {
        work.release(properties.webhooks().size());
    }

    private void run(Webhook webhook) {
        while (running) {
            try {
                for (Pending pending : outbox.due(webhook.name(), clock.instant())) {
                    send(webhook, pending);
                }
                boolean signalled = work.tryAcquire(LOOK_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
                log.trace("looking again, woken: {}", signalled);
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException away) {
                if (!outage.explains(away)) {
                    log.warn("notifications of {} wait: {}", webhook.name(), StoreOutage.cause(away));
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(properties.firstPause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Webhook webhook, Pending pending) throws InterruptedException {
        Instant now = clock.instant();
        if (!outbox.claim(pending, now.plus(properties.timeout().multipliedBy(2)))) {
            return;
        }
        int status = post(webhook, pending, now.getEpochSecond());
        boolean taken = status >= 200 && status < 300;
        boolean last = status == GONE || pending.attempts() + 1 >= properties.attempts();
        metrics.counter("meshtrial.notifications", "result", taken ? "sent" : last ? "dropped" : "failed")
                .increment();
        if (!taken) {
            log.warn(
                    "webhook {} answers {} to {}{}",
                    webhook.name(),
                    status,
                    pending.eventId(),
                    last ? "; dropped" : "");
        }
        if (taken || last) {
            outbox.remove(pending);
        } else {
            outbox.postpone(pending, clock.instant().plus(pause(pending.attempts())));
        }
    }

    /** Doubled each time, with a jitter of half of it. */
    private Duration pause(int attempts) {
        long millis = Math.min(
                properties.longestPause().toMillis(), properties.firstPause().toMillis() << Math.min(attempts, 20));
        return Duration.ofMillis(millis / 2 + random.nextLong(Math.max(1, millis / 2)));
    }

    /** @return the status, or 0 where no answer came */
    private int post(Webhook webhook, Pending pending, long seconds) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook.url())
                .timeout(properties.timeout())
                .header("Content-Type", "application/cloudevents+json; charset=utf-8")
                .header("webhook-id", pending.eventId())
                .header("webhook-timestamp", String.valueOf(seconds))
                .header("webhook-signature", Signature.of(webhook.secret(), pending.eventId(), seconds, pending.body()))
                .POST(HttpRequest.BodyPublishers.ofString(pending.body()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException noAnswer) {
            log.debug("webhook {}: {}", webhook.name(), noAnswer.toString());
            return 0;
        }
    }

    @Override
    public void start() {
        running = true;
        properties
                .webhooks()
                .forEach(webhook -> threads.add(
                        Thread.ofVirtual().name("webhook-" + webhook.name()).start(() -> run(webhook))));
    }

    @Override
    public void stop() {
        running = false;
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}

package io.meshtrial.analytics.ingest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** Asks the broker every two seconds whether it is there. */
public final class KafkaPresence implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final int PATIENCE_MILLIS = 1_500;

    private final Map<String, Object> settings;
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile boolean up;

    public KafkaPresence(Map<String, Object> settings) {
        this.settings = new HashMap<>(settings);
        this.settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    }

    public void start() {
        Thread.ofPlatform().daemon().name("kafka-presence").start(this::run);
    }

    public boolean isUp() {
        return up;
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        try (Admin admin = Admin.create(settings)) {
            do {
                up = answers(admin);
            } while (!closing.await(EVERY.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean answers(Admin admin) throws InterruptedException {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }
}

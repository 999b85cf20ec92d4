package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.rest.StoreOutage;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tells replicas over one PostgreSQL what the others stored, by its own NOTIFY: sent with the transaction that stores,
 * heard within milliseconds. What is missed while the connection is away is found by whoever polls.
 */
@Component
class ReplicaNotices implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(ReplicaNotices.class);
    private static final String CHANNEL = "meshtrial_changed";
    private static final int PATIENCE_MILLIS = 500;
    private static final long PAUSE_MILLIS = 2_000;

    private final DataSource database;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final StoreOutage outage;
    private final boolean shared;
    private final String process = UUID.randomUUID().toString().substring(0, 8);
    private volatile CountDownLatch stopping = new CountDownLatch(0);

    ReplicaNotices(
            DataSource database,
            JdbcClient jdbc,
            ApplicationEventPublisher events,
            StoreOutage outage,
            @Value("${spring.datasource.url}") String store) {
        this.database = database;
        this.jdbc = jdbc;
        this.events = events;
        this.outage = outage;
        this.shared = store.startsWith("jdbc:postgresql:");
    }

    @EventListener
    void changed(ExperimentChanged change) {
        if (shared && !change.elsewhere()) {
            jdbc.sql("select pg_notify(?, ?)")
                    .params(CHANNEL, process + " " + change.experiment())
                    .query((row, n) -> "")
                    .list();
        }
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        if (shared) {
            Thread.ofVirtual().name("replica-notices").start(this::run);
        }
    }

    private void run() {
        try {
            do {
                listen();
            } while (!stopping.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void listen() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("listen " + CHANNEL);
            PGConnection postgres = connection.unwrap(PGConnection.class);
            while (isRunning()) {
                for (PGNotification notice : postgres.getNotifications(PATIENCE_MILLIS)) {
                    heard(notice.getParameter());
                }
            }
            statement.execute("unlisten *");
        } catch (SQLException away) {
            if (!outage.explains(away)) {
                log.warn("other replicas cannot be heard for now: {}", away.getMessage());
            }
        }
    }

    private void heard(String notice) {
        int blank = notice.indexOf(' ');
        if (blank > 0 && !notice.substring(0, blank).equals(process)) {
            events.publishEvent(new ExperimentChanged(notice.substring(blank + 1), true));
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}

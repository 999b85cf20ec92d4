package io.meshtrial.experiment.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Says once that the store has gone and once that it is back, whoever notices first. Everybody who works with the store
 * runs into the same outage many times a second; all but the first line about it would hide what else happens.
 */
@Component
public class StoreOutage {

    private static final Logger log = LoggerFactory.getLogger(StoreOutage.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final AtomicReference<@Nullable Instant> since = new AtomicReference<>();

    StoreOutage(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @return whether the failure is the store's absence; then it needs no line of the caller's */
    public boolean explains(Exception failure) {
        if (!StoreAway.isCauseOf(failure)) {
            return false;
        }
        if (since.compareAndSet(null, clock.instant())) {
            log.warn("the store does not answer: {}", cause(failure));
        } else {
            log.debug("the store does not answer either: {}", cause(failure));
        }
        return true;
    }

    /** Whether the store was seen to be away and not yet to be back; at most a second behind. */
    public boolean lasts() {
        return since.get() != null;
    }

    @Scheduled(fixedDelay = 1_000)
    void look() {
        Instant began = since.get();
        if (began != null) {
            try {
                jdbc.sql("select 1").query(Integer.class).single();
                since.set(null);
                log.info(
                        "the store answers again, after {} s",
                        Duration.between(began, clock.instant()).toSeconds());
            } catch (DataAccessException | TransactionException still) {
                log.debug("the store is away still: {}", cause(still));
            }
        }
    }

    /** The innermost cause in one line, without the statement that drivers and Spring append to it. */
    public static String cause(Exception failure) {
        Throwable innermost = NestedExceptionUtils.getMostSpecificCause(failure);
        String message = String.valueOf(innermost.getMessage());
        return innermost.getClass().getSimpleName() + ": "
                + message.lines().findFirst().orElse("").replaceFirst("; SQL statement:$", "");
    }
}

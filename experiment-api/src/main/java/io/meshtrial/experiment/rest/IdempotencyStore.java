package io.meshtrial.experiment.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which POSTs have been answered under which key. An answer is kept for a day. */
@Repository
class IdempotencyStore {

    static final Duration KEPT = Duration.ofHours(24);

    /** @param status null while the first request is still running */
    record Entry(
            String bodyHash,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final String process = UUID.randomUUID().toString();

    IdempotencyStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Takes the key. Empty when it was free; else what stands under it. */
    Optional<Entry> take(String key, String bodyHash) {
        Instant now = clock.instant();
        jdbc.sql("delete from idempotency where created_at < ?")
                .param(now.minus(KEPT).atOffset(ZoneOffset.UTC))
                .update();
        try {
            jdbc.sql("insert into idempotency (request_key, body_hash, process, created_at) values (?, ?, ?, ?)")
                    .params(key, bodyHash, process, now.atOffset(ZoneOffset.UTC))
                    .update();
            return Optional.empty();
        } catch (DuplicateKeyException taken) {
            return jdbc.sql("select * from idempotency where request_key = ?")
                    .param(key)
                    .query((row, n) -> new Entry(
                            row.getString("body_hash"),
                            row.getObject("status", Integer.class),
                            row.getString("content_type"),
                            row.getString("location"),
                            row.getString("etag"),
                            row.getBytes("answer") == null ? new byte[0] : row.getBytes("answer")))
                    .optional();
        }
    }

    void answered(String key, Entry entry) {
        jdbc.sql("update idempotency set status = ?, content_type = ?, location = ?, etag = ?, answer = ?"
                        + " where request_key = ?")
                .params(Arrays.asList(
                        entry.status(), entry.contentType(), entry.location(), entry.etag(), entry.body(), key))
                .update();
    }

    /** Frees the key again: the request had no effect that a repeat could double. */
    void release(String key) {
        jdbc.sql("delete from idempotency where request_key = ?").param(key).update();
    }

    /**
     * A process that was killed cannot finish what it began; its keys become free again.
     *
     * @param after how long others may take, where there can be other processes
     */
    int releaseAbandoned(Duration after) {
        return jdbc.sql("delete from idempotency where status is null and process <> ? and created_at <= ?")
                .params(process, clock.instant().minus(after).atOffset(ZoneOffset.UTC))
                .update();
    }
}

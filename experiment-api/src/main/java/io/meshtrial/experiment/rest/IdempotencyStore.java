package io.meshtrial.experiment.rest;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    /**
     * @param process that took the key
     * @param at when
     * @param status null while the first request is still running, and for ever where its process ended meanwhile
     */
    record Entry(
            String bodyHash,
            String process,
            Instant at,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String location,
            @Nullable String etag,
            byte[] body) {}

    /** What the first request was answered. */
    record Answer(
            int status,
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
        while (true) {
            try {
                jdbc.sql("insert into idempotency (request_key, body_hash, process, created_at) values (?, ?, ?, ?)")
                        .params(key, bodyHash, process, now.atOffset(ZoneOffset.UTC))
                        .update();
                return Optional.empty();
            } catch (DuplicateKeyException taken) {
                // One that was freed between the two statements is taken by nobody yet.
                Optional<Entry> standing = find(key);
                if (standing.isPresent()) {
                    return standing;
                }
            }
        }
    }

    private Optional<Entry> find(String key) {
        return jdbc.sql("select * from idempotency where request_key = ?")
                .param(key)
                .query((row, n) -> new Entry(
                        row.getString("body_hash"),
                        row.getString("process"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("status", Integer.class),
                        row.getString("content_type"),
                        row.getString("location"),
                        row.getString("etag"),
                        row.getBytes("answer") == null ? new byte[0] : row.getBytes("answer")))
                .optional();
    }

    /** Whether another process than this one took it. */
    boolean isElsewhere(Entry entry) {
        return !entry.process().equals(process);
    }

    void answered(String key, Answer entry) {
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
}

package io.meshtrial.experiment.notification;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was told last, and what is still to be told. */
@Repository
class NotificationOutbox {

    /** @param verdict word and reason, or an empty text */
    record Told(String state, String verdict) {}

    /** @param attempts those that were made */
    record Pending(long seq, String eventId, String body, int attempts, Instant dueAt) {}

    private final JdbcClient jdbc;

    NotificationOutbox(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Told> told(String experiment) {
        return jdbc.sql("select state, verdict from notified where experiment_id = ?")
                .param(experiment)
                .query((row, n) -> new Told(row.getString("state"), row.getString("verdict")))
                .optional();
    }

    void first(String experiment, Told now) {
        jdbc.sql("insert into notified (experiment_id, state, verdict) values (?, ?, ?)")
                .params(experiment, now.state(), now.verdict())
                .update();
    }

    /** @return false where another process was faster */
    boolean replace(String experiment, Told before, Told now) {
        return jdbc.sql("update notified set state = ?, verdict = ?"
                                + " where experiment_id = ? and state = ? and verdict = ?")
                        .params(now.state(), now.verdict(), experiment, before.state(), before.verdict())
                        .update()
                == 1;
    }

    void add(String webhook, String eventId, String body, Instant now) {
        jdbc.sql("insert into notification (event_id, webhook, body, attempts, due_at) values (?, ?, ?, 0, ?)")
                .params(eventId, webhook, body, now.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Pending> due(String webhook, Instant now) {
        return jdbc.sql("select seq, event_id, body, attempts, due_at from notification"
                        + " where webhook = ? and due_at <= ? order by seq limit 50")
                .params(webhook, now.atOffset(ZoneOffset.UTC))
                .query((row, n) -> new Pending(
                        row.getLong("seq"),
                        row.getString("event_id"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getObject("due_at", java.time.OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Counts an attempt before it is made and keeps others away from it until then; false where another process does it. */
    boolean claim(Pending pending, Instant until) {
        return jdbc.sql("update notification set attempts = ?, due_at = ? where seq = ? and attempts = ?")
                        .params(
                                pending.attempts() + 1,
                                until.atOffset(ZoneOffset.UTC),
                                pending.seq(),
                                pending.attempts())
                        .update()
                == 1;
    }

    void postpone(Pending pending, Instant until) {
        jdbc.sql("update notification set due_at = ? where seq = ?")
                .params(until.atOffset(ZoneOffset.UTC), pending.seq())
                .update();
    }

    void remove(Pending pending) {
        jdbc.sql("delete from notification where seq = ?").param(pending.seq()).update();
    }

    long size() {
        return jdbc.sql("select count(*) from notification").query(Long.class).single();
    }
}

package io.meshtrial.experiment.audit;

import io.meshtrial.experiment.rest.Cursor;
import io.meshtrial.experiment.rest.Page;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The append-only history. Callers append inside the transaction that makes the change. */
@Repository
public class History {

    private static final int TEXT_LIMIT = 100_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    History(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public void append(
            String experiment,
            String actor,
            String action,
            int revision,
            @Nullable String reason,
            @Nullable String diff) {
        jdbc.sql("insert into history (experiment_id, happened_at, actor, action_name, revision, reason, diff)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        experiment,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        actor,
                        action,
                        revision,
                        reason,
                        diff != null && diff.length() > TEXT_LIMIT ? diff.substring(0, TEXT_LIMIT) : diff))
                .update();
    }

    /** How often an actor did something after an instant. */
    public long count(String experiment, String actor, String action, Instant after) {
        return jdbc.sql("select count(*) from history where experiment_id = ? and actor = ? and action_name = ?"
                        + " and happened_at > ?")
                .params(experiment, actor, action, after.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    /** When something was done last. */
    public Optional<Instant> last(String experiment, String action) {
        return jdbc.sql(
                        "select happened_at from history where experiment_id = ? and action_name = ? order by seq desc limit 1")
                .params(experiment, action)
                .query((row, n) ->
                        row.getObject("happened_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    /** Newest first. */
    public Page<HistoryEntry> page(String experiment, @Nullable Cursor cursor, int limit) {
        long before = cursor == null ? Long.MAX_VALUE : number(cursor);
        List<HistoryEntry> rows = jdbc.sql(
                        "select * from history where experiment_id = ? and seq < ? order by seq desc limit ?")
                .params(experiment, before, limit + 1)
                .query((row, n) -> new HistoryEntry(
                        row.getLong("seq"),
                        row.getString("experiment_id"),
                        row.getObject("happened_at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action_name"),
                        row.getInt("revision"),
                        row.getString("reason"),
                        row.getString("diff")))
                .list();
        boolean more = rows.size() > limit;
        List<HistoryEntry> items = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                items, more ? new Cursor(String.valueOf(items.getLast().seq())).text() : null);
    }

    private static long number(Cursor cursor) {
        try {
            return Long.parseLong(cursor.after());
        } catch (NumberFormatException other) {
            throw new io.meshtrial.experiment.rest.ProblemException(
                    io.meshtrial.experiment.rest.ProblemType.MALFORMED_REQUEST, "that cursor belongs to another list");
        }
    }
}

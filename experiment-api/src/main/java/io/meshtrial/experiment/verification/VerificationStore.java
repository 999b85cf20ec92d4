package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.definition.Documents;
import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Row;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;

/** Keeps a bounded number of runs for each experiment. The newest holds the rows as they are. */
@Repository
class VerificationStore {

    private final JdbcClient jdbc;
    private final Documents documents;
    private final VerificationProperties properties;

    VerificationStore(JdbcClient jdbc, Documents documents, VerificationProperties properties) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.properties = properties;
    }

    Optional<VerificationRun> latest(String experiment) {
        return page(experiment, Long.MAX_VALUE, 1).stream().findFirst();
    }

    Optional<VerificationRun> find(String experiment, long number) {
        return jdbc.sql("select * from verification_run where experiment_id = ? and seq = ?")
                .params(experiment, number)
                .query(this::run)
                .optional();
    }

    /** Newest first, those with a smaller number only. */
    List<VerificationRun> page(String experiment, long before, int limit) {
        return jdbc.sql("select * from verification_run where experiment_id = ? and seq < ? order by seq desc limit ?")
                .params(experiment, before, limit)
                .query(this::run)
                .list();
    }

    /**
     * Keeps what was looked at together with the other rows as they were. A run that nobody asked for and that changes no
     * verdict is folded into the one before within the hour.
     */
    @Transactional
    public void keep(String experiment, int revision, Instant at, Trigger trigger, String actor, List<Checked> looked) {
        Optional<VerificationRun> before = latest(experiment);
        Map<Row, Checked> rows = new EnumMap<>(Row.class);
        before.ifPresent(run -> run.rows().forEach(row -> rows.put(row.row(), row)));
        looked.forEach(row ->
                rows.merge(row.row(), row, (old, fresh) -> fresh.at().isBefore(old.at()) ? old : fresh));
        List<Checked> merged = List.copyOf(rows.values());
        if (before.isPresent() && folds(before.get(), revision, at, trigger, merged)) {
            jdbc.sql("update verification_run set last_at = ?, document = ? where seq = ?")
                    .params(column(at), documents.write(merged), before.get().number())
                    .update();
            return;
        }
        jdbc.sql("insert into verification_run (experiment_id, revision, began_at, last_at, trigger_name, actor,"
                        + " verdicts, document) values (?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        experiment,
                        revision,
                        column(at),
                        column(at),
                        trigger.name(),
                        actor,
                        verdicts(merged),
                        documents.write(merged))
                .update();
        jdbc.sql("delete from verification_run where experiment_id = ? and seq <="
                        + " (select max(seq) from (select seq from verification_run where experiment_id = ?"
                        + " order by seq desc limit ? offset ?) as too_many)")
                .params(experiment, experiment, 1, properties.keep())
                .update();
    }

    /** Forgets experiments that were deleted; their ids are never given again. */
    int forgetDeleted() {
        return jdbc.sql("delete from verification_run where experiment_id not in (select id from experiment)")
                .update();
    }

    private static boolean folds(
            VerificationRun before, int revision, Instant at, Trigger trigger, List<Checked> merged) {
        return trigger != Trigger.REQUEST
                && before.revision() == revision
                && before.at().truncatedTo(ChronoUnit.HOURS).equals(at.truncatedTo(ChronoUnit.HOURS))
                && verdicts(before.rows()).equals(verdicts(merged));
    }

    private static String verdicts(List<Checked> rows) {
        return rows.stream()
                .map(row -> row.row().id() + "=" + row.outcome().verdict() + "/"
                        + row.outcome().reason())
                .collect(Collectors.joining(","));
    }

    private VerificationRun run(ResultSet row, int n) throws SQLException {
        return new VerificationRun(
                row.getLong("seq"),
                row.getInt("revision"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                row.getObject("last_at", OffsetDateTime.class).toInstant(),
                Trigger.valueOf(row.getString("trigger_name")),
                row.getString("actor"),
                documents.read(row.getString("document"), new TypeReference<List<Checked>>() {}));
    }

    private static OffsetDateTime column(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}

package io.meshtrial.experiment.definition;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Rows of the store, read into records. */
@Component
class ExperimentRows {

    /** Aliases: e experiment, r revision, s experiment_status. */
    static final String SELECT = """
            select e.id, e.version, e.state, e.revision, e.created_at, e.started_at, e.ended_at, e.accepted, e.spec,
                   e.derived, e.disputes, r.made_at, r.actor, r.reason, r.rules, r.token, r.allocations, s.version as status_version,
                   s.document
            from experiment e
              join revision r on r.experiment_id = e.id and r.number = e.revision
              left join experiment_status s on s.experiment_id = e.id
            """;

    private final Documents documents;

    ExperimentRows(Documents documents) {
        this.documents = documents;
    }

    StoredExperiment stored(ResultSet row, int n) throws SQLException {
        return new StoredExperiment(experiment(row), revision(row, row.getInt("revision")), status(row));
    }

    Revision revision(ResultSet row, int number) throws SQLException {
        return new Revision(
                number,
                required(row, "made_at"),
                row.getString("actor"),
                row.getString("reason"),
                row.getString("rules"),
                row.getString("token"),
                documents.read(row.getString("allocations"), new TypeReference<>() {}));
    }

    private Experiment experiment(ResultSet row) throws SQLException {
        return new Experiment(
                row.getString("id"),
                row.getLong("version"),
                documents.read(row.getString("spec"), ExperimentSpec.class),
                ExperimentState.of(row.getString("state"), instant(row, "started_at"), instant(row, "ended_at")),
                row.getInt("revision"),
                required(row, "created_at"),
                row.getBoolean("accepted"),
                documents.read(row.getString("derived"), new TypeReference<>() {}),
                documents.read(row.getString("disputes"), new TypeReference<>() {}));
    }

    private ExperimentStatus status(ResultSet row) throws SQLException {
        String document = row.getString("document");
        return document == null
                ? ExperimentStatus.NONE
                : documents.read(document, ExperimentStatus.class).withVersion(row.getLong("status_version"));
    }

    private static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    static @Nullable OffsetDateTime column(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }
}

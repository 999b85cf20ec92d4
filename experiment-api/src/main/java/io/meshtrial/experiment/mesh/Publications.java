package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.Documents;
import io.meshtrial.experiment.definition.PublicationStatus;
import io.meshtrial.experiment.rest.TraceId;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the mesh should come to hold, stored before anything is written there. */
@Repository
public class Publications {

    /**
     * @param askedAt when the request came in; time to effect counts from here
     * @param trace id of whatever asked for it; null where the version before this one stored it
     */
    public record Publication(
            String experiment, Instant askedAt, @Nullable String trace, PublicationStatus status) {
        public String operation() {
            return status.operation();
        }

        Publication with(PublicationStatus next) {
            return new Publication(experiment, askedAt, trace, next);
        }
    }

    private final JdbcClient jdbc;
    private final Documents documents;
    private final RandomGenerator random;
    private final Clock clock;

    Publications(JdbcClient jdbc, Documents documents, RandomGenerator random, Clock clock) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.random = random;
        this.clock = clock;
    }

    /** Stores the intent; to be called in the transaction that changes the experiment. Older intents give way. */
    public Publication ask(String experiment, int revision, Instant askedAt) {
        byte[] id = new byte[6];
        random.nextBytes(id);
        String operation = "op-" + HexFormat.of().formatHex(id);
        for (Publication older : open(experiment)) {
            save(older.with(older.status()
                    .ended(PublicationStatus.State.SUPERSEDED, "Operation " + operation + " took its place.")));
        }
        String trace = TraceId.currentOrFresh();
        Publication fresh = new Publication(
                experiment, askedAt, trace, PublicationStatus.stored(operation, revision, clock.instant()));
        jdbc.sql("insert into publication (operation, experiment_id, revision, state, document, asked_at, trace_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?)")
                .params(
                        operation,
                        experiment,
                        revision,
                        fresh.status().state().name(),
                        documents.write(fresh.status()),
                        askedAt.atOffset(ZoneOffset.UTC),
                        trace)
                .update();
        return fresh;
    }

    /** Stores the intent unless another one is open. */
    public void askUnlessOpen(String experiment, int revision, Instant askedAt) {
        if (open(experiment).isEmpty()) {
            ask(experiment, revision, askedAt);
        }
    }

    public Optional<Publication> find(String operation) {
        return query(" where operation = ?", operation).stream().findFirst();
    }

    /** Those of one experiment that have not ended, oldest first. */
    List<Publication> open(String experiment) {
        return query(" where experiment_id = ? and state = 'RUNNING' order by asked_at", experiment);
    }

    List<Publication> open() {
        return query(" where state = ? order by asked_at", "RUNNING");
    }

    boolean isOpen(String operation) {
        return find(operation)
                .filter(found -> found.status().state() == PublicationStatus.State.RUNNING)
                .isPresent();
    }

    /** Keeps progress, unless something newer has taken its place. */
    void save(Publication publication) {
        jdbc.sql("update publication set state = ?, document = ? where operation = ? and state = 'RUNNING'")
                .params(
                        publication.status().state().name(),
                        documents.write(publication.status()),
                        publication.operation())
                .update();
    }

    private List<Publication> query(String where, Object parameter) {
        return jdbc.sql("select experiment_id, asked_at, trace_id, document from publication" + where)
                .param(parameter)
                .query((row, n) -> new Publication(
                        row.getString("experiment_id"),
                        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                        row.getString("trace_id"),
                        documents.read(row.getString("document"), PublicationStatus.class)))
                .list();
    }
}

package io.meshtrial.experiment.definition;

import java.util.function.UnaryOperator;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What has been seen of experiments. Changes are functions of the last status, repeated when another came first. */
@Repository
public class StatusStore {

    private record Row(long version, String document) {}

    private final JdbcClient jdbc;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    StatusStore(JdbcClient jdbc, Documents documents, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.documents = documents;
        this.events = events;
    }

    public ExperimentStatus get(String experiment) {
        return jdbc.sql("select version, document from experiment_status where experiment_id = ?")
                .param(experiment)
                .query((row, n) -> new Row(row.getLong("version"), row.getString("document")))
                .optional()
                .map(row ->
                        documents.read(row.document(), ExperimentStatus.class).withVersion(row.version()))
                .orElse(ExperimentStatus.NONE);
    }

    public ExperimentStatus update(String experiment, UnaryOperator<ExperimentStatus> change) {
        while (true) {
            ExperimentStatus before = get(experiment);
            ExperimentStatus after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            ExperimentStatus next = after.withVersion(before.version() + 1);
            if (store(experiment, before.version(), next)) {
                events.publishEvent(ExperimentChanged.here(experiment));
                return next;
            }
        }
    }

    private boolean store(String experiment, long before, ExperimentStatus next) {
        if (before > 0) {
            return jdbc.sql("update experiment_status set version = ?, document = ?"
                                    + " where experiment_id = ? and version = ?")
                            .params(next.version(), documents.write(next), experiment, before)
                            .update()
                    > 0;
        }
        try {
            jdbc.sql("insert into experiment_status (experiment_id, version, document) values (?, ?, ?)")
                    .params(experiment, next.version(), documents.write(next))
                    .update();
            return true;
        } catch (DuplicateKeyException another) {
            return false;
        }
    }
}

package io.meshtrial.experiment.definition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Experiments and their revisions. Every change also puts the experiment into the outbox, in one transaction. */
@Repository
public class ExperimentStore {

    private final JdbcClient jdbc;
    private final ExperimentRows rows;
    private final Documents documents;
    private final ApplicationEventPublisher events;

    ExperimentStore(JdbcClient jdbc, ExperimentRows rows, Documents documents, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.documents = documents;
        this.events = events;
    }

    public Optional<StoredExperiment> find(String id) {
        return jdbc.sql(ExperimentRows.SELECT + " where e.id = ?")
                .param(id)
                .query(rows::stored)
                .optional();
    }

    public List<StoredExperiment> list(ExperimentQuery query) {
        if (query.namespaces() != null && query.namespaces().isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>();
        StringBuilder where = new StringBuilder(" where 1 = 1");
        Set<String> namespaces = query.namespaces();
        if (namespaces != null) {
            where.append(" and e.namespace in (")
                    .append(String.join(", ", Collections.nCopies(namespaces.size(), "?")))
                    .append(')');
            parameters.addAll(namespaces);
        }
        if (query.state() != null) {
            where.append(" and e.state = ?");
            parameters.add(query.state());
        }
        if (query.service() != null) {
            where.append(" and e.service = ?");
            parameters.add(query.service());
        }
        if (query.q() != null) {
            where.append(" and e.search_text like ? escape '!'");
            parameters.add("%" + escaped(query.q().toLowerCase(Locale.ROOT)) + "%");
        }
        if (query.after() != null) {
            where.append(" and e.id > ?");
            parameters.add(query.after());
        }
        parameters.add(query.limit());
        return jdbc.sql(ExperimentRows.SELECT + where + " order by e.id limit ?")
                .params(parameters)
                .query(rows::stored)
                .list();
    }

    /** Experiments whose routes should stand in that VirtualService. */
    public List<StoredExperiment> routedIn(String namespace, String virtualService) {
        return jdbc
                .sql(ExperimentRows.SELECT + " where (e.virtual_service = ? or e.virtual_service is null)"
                        + " and e.namespace = ? and e.state in ('RUNNING', 'PAUSED', 'PROMOTED') order by e.id")
                .params(virtualService, namespace)
                .query(rows::stored)
                .list()
                .stream()
                .filter(stored -> stored.spec().virtualService().equals(virtualService))
                .toList();
    }

    /** Experiments whose routes should stand in the mesh. */
    public List<StoredExperiment> routed() {
        return jdbc.sql(ExperimentRows.SELECT + " where e.state in ('RUNNING', 'PAUSED', 'PROMOTED') order by e.id")
                .query(rows::stored)
                .list();
    }

    public boolean isUsed(String id) {
        return jdbc.sql("select count(*) from used_id where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Transactional
    public StoredExperiment insert(Experiment experiment, Revision revision) {
        return insert(experiment, List.of(), revision);
    }

    /** @param past revisions before, of an experiment that was read off the mesh */
    @Transactional
    public StoredExperiment insert(Experiment experiment, List<Revision> past, Revision revision) {
        Experiment first = experiment.withVersion(1);
        jdbc.sql("insert into used_id (id) values (?)").param(first.id()).update();
        jdbc.sql("insert into experiment (id, version, state, namespace, service, search_text, revision, created_at,"
                        + " started_at, ended_at, accepted, spec, derived, disputes, virtual_service)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        first.id(),
                        first.version(),
                        first.state().word(),
                        first.spec().namespace(),
                        first.spec().service(),
                        searchText(first),
                        first.revision(),
                        ExperimentRows.column(first.createdAt()),
                        ExperimentRows.column(first.state().started()),
                        ExperimentRows.column(first.state().ended()),
                        first.accepted(),
                        documents.write(first.spec()),
                        documents.write(first.derived()),
                        documents.write(first.disputes()),
                        first.spec().virtualService()))
                .update();
        past.forEach(earlier -> insertRevision(first.id(), earlier, true));
        insertRevision(first.id(), revision, first.state().routed());
        changed(first.id());
        return new StoredExperiment(first, revision, ExperimentStatus.NONE);
    }

    /**
     * Stores a changed experiment.
     *
     * @throws ConcurrentChange where the stored version is another than the one that was changed
     */
    @Transactional
    public Experiment update(Experiment experiment) {
        Experiment next = experiment.withVersion(experiment.version() + 1);
        int updated = jdbc.sql("update experiment set version = ?, state = ?, namespace = ?, service = ?,"
                        + " search_text = ?, revision = ?, started_at = ?, ended_at = ?, accepted = ?, spec = ?,"
                        + " derived = ?, disputes = ?, virtual_service = ? where id = ? and version = ?")
                .params(Arrays.asList(
                        next.version(),
                        next.state().word(),
                        next.spec().namespace(),
                        next.spec().service(),
                        searchText(next),
                        next.revision(),
                        ExperimentRows.column(next.state().started()),
                        ExperimentRows.column(next.state().ended()),
                        next.accepted(),
                        documents.write(next.spec()),
                        documents.write(next.derived()),
                        documents.write(next.disputes()),
                        next.spec().virtualService(),
                        next.id(),
                        experiment.version()))
                .update();
        if (updated == 0) {
            throw new ConcurrentChange(next.id());
        }
        changed(next.id());
        return next;
    }

    /** Stores a changed experiment together with its next revision. */
    @Transactional
    public Experiment update(Experiment experiment, Revision revision) {
        insertRevision(experiment.id(), revision, false);
        return update(experiment);
    }

    @Transactional
    public void delete(Experiment experiment) {
        int deleted = jdbc.sql("delete from experiment where id = ? and version = ?")
                .params(experiment.id(), experiment.version())
                .update();
        if (deleted == 0) {
            throw new ConcurrentChange(experiment.id());
        }
        for (String table :
                List.of("revision", "experiment_status", "publication", "published_spec", "notified", "base_rewrite")) {
            jdbc.sql("delete from " + table + " where experiment_id = ?")
                    .param(experiment.id())
                    .update();
        }
        changed(experiment.id());
    }

    public List<Revision> revisions(String id) {
        return jdbc.sql("select * from revision where experiment_id = ? order by number")
                .param(id)
                .query((row, n) -> rows.revision(row, row.getInt("number")))
                .list();
    }

    /**
     * Those whose routes stood in the mesh, or may have: only they gave out cookies, and only their weights are steps that
     * users have gone through. Edits of a draft, and revisions that a newer one overtook, are none.
     */
    public List<Revision> revisionsThatMayHaveStood(String id) {
        return jdbc.sql("select * from revision where experiment_id = ? and may_have_stood order by number")
                .param(id)
                .query((row, n) -> rows.revision(row, row.getInt("number")))
                .list();
    }

    /**
     * To be called before the routes of a revision are written, since a write whose answer is lost may have been done.
     * Analytics is told again where a newer revision has meanwhile taken its place: it learns of the newest one, stored or
     * standing, by every change.
     */
    @Transactional
    public void willStand(String id, int number) {
        int first = jdbc.sql("update revision set may_have_stood = true"
                        + " where experiment_id = ? and number = ? and not may_have_stood")
                .params(id, number)
                .update();
        if (first > 0) {
            jdbc.sql("insert into outbox (experiment_id) select id from experiment where id = ? and revision <> ?")
                    .params(id, number)
                    .update();
        }
    }

    public Optional<Revision> revision(String id, int number) {
        return jdbc.sql("select * from revision where experiment_id = ? and number = ?")
                .params(id, number)
                .query((row, n) -> rows.revision(row, number))
                .optional();
    }

    /** @param stands whether its routes stand already, as those of an adopted orphan do */
    private void insertRevision(String id, Revision revision, boolean stands) {
        jdbc.sql("insert into revision (experiment_id, number, made_at, actor, reason, rules, token, allocations,"
                        + " may_have_stood) values (?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        id,
                        revision.number(),
                        ExperimentRows.column(revision.at()),
                        revision.actor(),
                        revision.reason(),
                        revision.rules(),
                        revision.token(),
                        documents.write(revision.allocations()),
                        stands))
                .update();
    }

    private void changed(String id) {
        jdbc.sql("insert into outbox (experiment_id) values (?)").param(id).update();
        events.publishEvent(ExperimentChanged.here(id));
    }

    private static String searchText(Experiment experiment) {
        ExperimentSpec spec = experiment.spec();
        String text = String.join(" ", experiment.id(), spec.name(), spec.question(), spec.owner())
                .toLowerCase(Locale.ROOT);
        return text.substring(0, Math.min(text.length(), 1000));
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}

package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.routing.compile.OwnedRoute;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * What each experiment's object looked like when it was last published: what drift is held against, and what renamed routes
 * are recognised by.
 */
@Repository
class PublishedSpecs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    /** What this process last knew, for when the store is away. */
    private final Map<String, PublishedSpec> remembered = new ConcurrentHashMap<>();

    PublishedSpecs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PublishedSpec> find(String experiment) {
        Optional<PublishedSpec> found = jdbc.sql("select document from published_spec where experiment_id = ?")
                .param(experiment)
                .query(String.class)
                .optional()
                .map(PublishedSpecs::read);
        found.ifPresentOrElse(spec -> remembered.put(experiment, spec), () -> remembered.remove(experiment));
        return found;
    }

    /** Routes that an experiment, and those beside it in one VirtualService, last published there; its own first. */
    List<OwnedRoute> known(MeshObject virtualService, String experiment) {
        return jdbc
                .sql(
                        "select document from published_spec where experiment_id = ? union all"
                                + " select p.document from experiment e join published_spec p on p.experiment_id = e.id"
                                + " where (e.virtual_service = ? or e.virtual_service is null) and e.namespace = ? and e.id <> ?")
                .params(experiment, virtualService.name(), virtualService.namespace(), experiment)
                .query(String.class)
                .list()
                .stream()
                .flatMap(document -> read(document).routes().stream())
                .toList();
    }

    /** Without the store: what this process published or read last, or nothing. */
    List<OwnedRoute> remembered(String experiment) {
        PublishedSpec spec = remembered.get(experiment);
        return spec == null ? List.of() : spec.routes();
    }

    /** From the start on, whether or not this replica leads: the store may go away before anything is looked at. */
    @EventListener(ApplicationReadyEvent.class)
    void rememberAll() {
        jdbc.sql("select experiment_id, document from published_spec")
                .query((row, n) -> Map.entry(row.getString(1), read(row.getString(2))))
                .list()
                .forEach(known -> remembered.putIfAbsent(known.getKey(), known.getValue()));
    }

    /** What another replica published. */
    @EventListener
    void changed(ExperimentChanged change) {
        if (change.elsewhere()) {
            find(change.experiment());
        }
    }

    @Transactional
    public void save(String experiment, PublishedSpec spec) {
        delete(experiment);
        jdbc.sql("insert into published_spec (experiment_id, document) values (?, ?)")
                .params(experiment, spec.json().toString())
                .update();
        remembered.put(experiment, spec);
    }

    void forget(String experiment) {
        delete(experiment);
        remembered.remove(experiment);
    }

    private void delete(String experiment) {
        jdbc.sql("delete from published_spec where experiment_id = ?")
                .param(experiment)
                .update();
    }

    private static PublishedSpec read(String document) {
        try {
            return PublishedSpec.read(JSON.readTree(document));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the store holds a published spec that cannot be read", broken);
        }
    }
}

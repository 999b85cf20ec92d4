package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meshtrial.experiment.definition.ExperimentChanged;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Plans rewrites of base routes, and keeps those that were chosen. */
@Repository
public class BaseRewrites {

    /** @param allowed whether the object carries the annotation that allows it */
    public record Planned(String object, boolean allowed, BaseRewrite rewrite) {}

    private static final BaseRewrite NONE = new BaseRewrite(List.of());
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final MeshPort mesh;
    private final PublishedSpecs published;

    /** What this process last knew, for when the store is away. */
    private final Map<String, BaseRewrite> remembered = new ConcurrentHashMap<>();

    BaseRewrites(JdbcClient jdbc, MeshPort mesh, PublishedSpecs published) {
        this.jdbc = jdbc;
        this.mesh = mesh;
        this.published = published;
    }

    /** Empty where the VirtualService does not exist. */
    public Optional<Planned> plan(String experiment, ExperimentSpec spec, Variant winner) {
        return mesh.get(Kind.VIRTUAL_SERVICE, spec.namespace(), spec.virtualService())
                .map(live -> new Planned(
                        live.title(),
                        BaseRewrite.isAllowed(live),
                        BaseRewrite.of(live, published.known(live, experiment), spec.variants(), winner)));
    }

    /** In the transaction that promotes. */
    public void choose(String experiment, BaseRewrite rewrite) {
        forget(experiment);
        ArrayNode document = JSON.createArrayNode();
        rewrite.changes()
                .forEach(change -> document.addArray().add(change.before()).add(change.after()));
        jdbc.sql("insert into base_rewrite (experiment_id, document) values (?, ?)")
                .params(experiment, document.toString())
                .update();
    }

    public void forget(String experiment) {
        jdbc.sql("delete from base_rewrite where experiment_id = ?")
                .param(experiment)
                .update();
    }

    /** What is to be done to the object for a promoted experiment: nothing where nobody chose it or allows it. */
    BaseRewrite.Rewritten promoted(String experiment, MeshObject live) {
        return BaseRewrite.isAllowed(live) ? find(experiment).apply(live) : BaseRewrite.Rewritten.none(live);
    }

    BaseRewrite.Rewritten rolledBack(String experiment, MeshObject live) {
        return find(experiment).undo(live);
    }

    /** The same without the store. */
    BaseRewrite.Rewritten rolledBackAsRemembered(String experiment, MeshObject live) {
        return remembered.getOrDefault(experiment, NONE).undo(live);
    }

    /** From the start on: the store may go away before anything is looked at. */
    @EventListener(ApplicationReadyEvent.class)
    void rememberAll() {
        jdbc.sql("select experiment_id, document from base_rewrite")
                .query((row, n) -> Map.entry(row.getString(1), read(row.getString(2))))
                .list()
                .forEach(known -> remembered.putIfAbsent(known.getKey(), known.getValue()));
    }

    /** What another replica chose. */
    @EventListener
    void changed(ExperimentChanged change) {
        if (change.elsewhere()) {
            find(change.experiment());
        }
    }

    private BaseRewrite find(String experiment) {
        BaseRewrite found = jdbc.sql("select document from base_rewrite where experiment_id = ?")
                .param(experiment)
                .query(String.class)
                .optional()
                .map(BaseRewrites::read)
                .orElse(NONE);
        if (found.changes().isEmpty()) {
            remembered.remove(experiment);
        } else {
            remembered.put(experiment, found);
        }
        return found;
    }

    private static BaseRewrite read(String document) {
        try {
            List<BaseRewrite.Change> changes = new ArrayList<>();
            for (JsonNode pair : JSON.readTree(document)) {
                changes.add(new BaseRewrite.Change(pair.path(0), pair.path(1)));
            }
            return new BaseRewrite(changes);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("the store holds a rewrite that cannot be read", broken);
        }
    }
}

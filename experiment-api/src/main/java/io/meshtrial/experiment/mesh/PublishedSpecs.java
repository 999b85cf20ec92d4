package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What each experiment's object looked like when it was last published: what drift is held against. */
@Repository
class PublishedSpecs {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;

    PublishedSpecs(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<PublishedSpec> find(String experiment) {
        return jdbc.sql("select document from published_spec where experiment_id = ?")
                .param(experiment)
                .query(String.class)
                .optional()
                .map(PublishedSpecs::read);
    }

    @Transactional
    public void save(String experiment, PublishedSpec spec) {
        forget(experiment);
        jdbc.sql("insert into published_spec (experiment_id, document) values (?, ?)")
                .params(experiment, spec.json().toString())
                .update();
    }

    void forget(String experiment) {
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

package io.meshtrial.experiment.mesh;

import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.routing.object.MeshObject;
import org.springframework.stereotype.Component;

/** Remembers what was written, for drift to be held against. */
@Component
class PublicationMemory {

    private final PublishedSpecs published;
    private final ExperimentStore store;

    PublicationMemory(PublishedSpecs published, ExperimentStore store) {
        this.published = published;
        this.store = store;
    }

    /**
     * A base that somebody changed meanwhile is not taken as if it had always been so: it is looked at when all is recorded.
     * Only a promotion changes it itself.
     *
     * @param object as it is after the write
     */
    void remember(String experiment, MeshObject object) {
        PublishedSpec now = PublishedSpec.of(object, experiment, published.known(object, experiment));
        boolean promoted = store.find(experiment)
                .filter(stored -> stored.state() instanceof ExperimentState.Promoted)
                .isPresent();
        published.save(
                experiment,
                promoted
                        ? now
                        : published
                                .find(experiment)
                                .map(before -> now.over(before.base()))
                                .orElse(now));
    }
}

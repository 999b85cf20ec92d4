package io.meshtrial.experiment.definition;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.rest.ProblemException;
import org.springframework.stereotype.Component;

/** Finds experiments for those who may see or change them. */
@Component
public class Experiments {

    private final ExperimentStore store;

    Experiments(ExperimentStore store) {
        this.store = store;
    }

    /** @throws ProblemException 404 where there is none, 403 where the actor has none of the roles */
    public StoredExperiment require(String id, Actor actor, Role... anyOf) {
        StoredExperiment found = store.find(id).orElseThrow(() -> ProblemException.notFound("experiment called " + id));
        actor.require(found.spec().namespace(), anyOf);
        return found;
    }
}

package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.access.Actor;
import io.meshtrial.experiment.access.Role;
import io.meshtrial.experiment.audit.History;
import io.meshtrial.experiment.definition.ConcurrentChange;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.definition.ExperimentState;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.definition.MergePatch;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.RevisionFactory;
import io.meshtrial.experiment.definition.SpecBuilder;
import io.meshtrial.experiment.definition.StoredExperiment;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Applies a merge patch to a spec and checks the result as if it had just been created. */
@Component
class DefinitionChange {

    private static final Set<String> ALWAYS = Set.of("name", "question", "owner");

    private final JsonMapper json;
    private final SpecBuilder specs;
    private final ExperimentStore store;
    private final RevisionFactory revisions;
    private final History history;
    private final TransactionTemplate transaction;

    DefinitionChange(
            JsonMapper json,
            SpecBuilder specs,
            ExperimentStore store,
            RevisionFactory revisions,
            History history,
            TransactionTemplate transaction) {
        this.json = json;
        this.specs = specs;
        this.store = store;
        this.revisions = revisions;
        this.history = history;
        this.transaction = transaction;
    }

    StoredExperiment apply(StoredExperiment stored, JsonNode patch, Actor actor, boolean dryRun) {
        boolean draft = stored.state() instanceof ExperimentState.Draft;
        check(patch, draft, stored.state());
        SpecBuilder.Built built = specs.build(draft(stored, patch), actor.name());
        actor.require(built.spec().namespace(), Role.EDITOR);
        boolean rulesChanged = !built.spec().rules().equals(stored.revision().rules());
        boolean arms = !built.spec().variants().equals(stored.spec().variants());
        Revision revision = rulesChanged || arms
                ? revisions.next(stored, built.spec(), built.rules(), actor, null)
                : stored.revision();
        Experiment changed = stored.experiment().withSpec(built.spec(), revision.number());
        if (dryRun || changed.equals(stored.experiment())) {
            return new StoredExperiment(changed, revision, stored.status());
        }
        try {
            transaction.executeWithoutResult(status -> {
                if (revision.number() == stored.revision().number()) {
                    store.update(changed);
                } else {
                    store.update(changed, revision);
                }
                history.append(changed.id(), actor.name(), "patch", changed.revision(), null, patch.toString());
            });
        } catch (ConcurrentChange another) {
            throw new ProblemException(ProblemType.PRECONDITION_FAILED, String.valueOf(another.getMessage()));
        }
        return store.find(changed.id()).orElseThrow(() -> ProblemException.notFound("experiment " + changed.id()));
    }

    private static void check(JsonNode patch, boolean draft, ExperimentState state) {
        if (!patch.isObject()) {
            throw ProblemException.invalid("", "a merge patch is a JSON object");
        }
        List<ProblemError> errors = patch.propertyNames().stream()
                .filter(name -> !draft && !ALWAYS.contains(name))
                .map(name -> ProblemError.at(
                        "/" + name,
                        "cannot be changed: the experiment is " + state.word(),
                        name.equals("rules") ? "PUT …/rules publishes new rules" : "stop it and create another"))
                .toList();
        if (!errors.isEmpty()) {
            throw new ProblemException(
                    ProblemType.INVALID_FIELD, "Only name, question and owner change after the start.", errors);
        }
        if (patch.has("id")) {
            throw ProblemException.invalid("/id", "is never changed");
        }
    }

    private ExperimentDraft draft(StoredExperiment stored, JsonNode patch) {
        JsonNode merged = MergePatch.apply(json.valueToTree(stored.spec()), patch);
        ((ObjectNode) merged).put("id", stored.id());
        try {
            return json.treeToValue(merged, ExperimentDraft.class);
        } catch (JacksonException broken) {
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    broken.getOriginalMessage(),
                    List.of(ProblemError.at("", broken.getOriginalMessage())));
        }
    }
}

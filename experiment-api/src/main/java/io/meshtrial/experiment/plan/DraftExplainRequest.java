package io.meshtrial.experiment.plan;

import io.meshtrial.experiment.definition.ExperimentDraft;
import io.meshtrial.experiment.rest.ProblemException;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A request to be explained before its experiment is stored.
 *
 * @param definition what would be created
 */
@Schema(name = "DraftExplainRequest")
public record DraftExplainRequest(
        @Nullable ExperimentDraft definition, @Nullable ExplainRequest request) {

    ExperimentDraft requireDefinition() {
        if (definition == null) {
            throw ProblemException.invalid("/definition", "is missing");
        }
        return definition;
    }

    ExplainRequest requireRequest() {
        if (request == null) {
            throw ProblemException.invalid("/request", "is missing");
        }
        return request;
    }
}

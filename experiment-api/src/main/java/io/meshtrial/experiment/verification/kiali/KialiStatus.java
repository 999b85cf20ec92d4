package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import tools.jackson.databind.JsonNode;

/**
 * What Kiali says about itself.
 *
 * @param version for people only; shapes of answers decide, not numbers
 * @param prometheus false while it has not reached its Prometheus since it started: its graphs are empty then, as if
 *     there were no traffic
 */
record KialiStatus(String version, boolean prometheus) {

    static KialiStatus read(JsonNode answer) throws UnreadableAnswer {
        String version = JsonAnswer.text(JsonAnswer.object(answer, "status"), "Kiali version", "unknown");
        boolean prometheus = false;
        for (JsonNode service : JsonAnswer.objects(answer, "externalServices")) {
            prometheus |= JsonAnswer.text(service, "name").equals("Prometheus");
        }
        return new KialiStatus(version, prometheus);
    }
}

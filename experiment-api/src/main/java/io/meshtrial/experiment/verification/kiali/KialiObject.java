package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An Istio object in Kiali's eyes.
 *
 * @param resource the object as Kiali has it
 * @param validation null where Kiali does not validate
 */
record KialiObject(JsonNode resource, @Nullable Validation validation) {

    /** @param valid Kiali's own word, which does not follow from the severities */
    record Validation(boolean valid, List<KialiCheck> checks) {
        Validation {
            checks = List.copyOf(checks);
        }
    }

    /** Where the object stands: since Kiali 2.1, before, and their like for other kinds. */
    private static final List<String> PLACES = List.of("resource", "virtualService", "destinationRule", "gateway");

    static KialiObject read(JsonNode answer, String namespace, String name) throws UnreadableAnswer {
        JsonNode resource = resource(answer);
        JsonNode metadata = JsonAnswer.object(resource, "metadata");
        if (!JsonAnswer.text(metadata, "name").equals(name)
                || !JsonAnswer.text(metadata, "namespace").equals(namespace)) {
            throw new UnreadableAnswer("it is about another object");
        }
        JsonAnswer.object(resource, "spec");
        JsonNode validation = JsonAnswer.optionalObject(answer, "validation");
        return new KialiObject(resource, validation == null ? null : validation(validation, namespace, name));
    }

    private static JsonNode resource(JsonNode answer) throws UnreadableAnswer {
        for (String place : PLACES) {
            JsonNode found = JsonAnswer.optionalObject(answer, place);
            if (found != null) {
                return found;
            }
        }
        throw new UnreadableAnswer("no object is in it");
    }

    private static Validation validation(JsonNode node, String namespace, String name) throws UnreadableAnswer {
        if (!JsonAnswer.text(node, "name").equals(name)
                || !JsonAnswer.text(node, "namespace", namespace).equals(namespace)) {
            throw new UnreadableAnswer("the validation is about another object");
        }
        List<KialiCheck> checks = new ArrayList<>();
        for (JsonNode check : JsonAnswer.objects(node, "checks")) {
            checks.add(KialiCheck.read(check));
        }
        return new Validation(JsonAnswer.truth(node, "valid"), checks);
    }
}

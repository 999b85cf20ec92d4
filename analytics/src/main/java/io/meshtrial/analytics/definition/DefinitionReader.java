package io.meshtrial.analytics.definition;

import io.meshtrial.analytics.definition.DefinitionReading.Malformed;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON of the topic {@code meshtrial.experiments.v1} to experiments; unknown members are ignored. */
public final class DefinitionReader {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private DefinitionReader() {}

    public static DefinitionReading read(byte[] json) {
        try {
            Experiment experiment = JSON.readValue(json, Experiment.class);
            return experiment == null ? new Malformed("the definition is null") : new Read(experiment);
        } catch (JacksonException e) {
            return new Malformed(reason(e));
        }
    }

    private static String reason(JacksonException e) {
        Throwable cause = e;
        while (cause.getCause() != null && !(cause instanceof IllegalArgumentException)) {
            cause = cause.getCause();
        }
        if (cause instanceof IllegalArgumentException && cause.getMessage() != null) {
            return cause.getMessage();
        }
        String path = e.getPathReference();
        return path == null || path.isEmpty() ? "not a definition in JSON" : "unreadable at " + path;
    }
}

package io.meshtrial.experiment.definition;

import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Records as JSON texts in the store; members that a newer version wrote are passed over. */
@Component
public class Documents {

    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Documents() {}

    public String write(Object value) {
        return json.writeValueAsString(value);
    }

    public <T> T read(String document, Class<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JacksonException broken) {
            throw new IllegalStateException(
                    "the store holds a " + type.getSimpleName() + " that cannot be read", broken);
        }
    }

    public <T> T read(String document, TypeReference<T> type) {
        try {
            return json.readValue(document, type);
        } catch (JacksonException broken) {
            throw new IllegalStateException("the store holds a " + type.getType() + " that cannot be read", broken);
        }
    }
}

package io.meshtrial.experiment.rest;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Lists and maps of a request hold no null: it would be refused far from where it stands, or not at all. */
@Component
class StrictJson implements JsonMapperBuilderCustomizer {

    @Override
    public void customize(JsonMapper.Builder builder) {
        JsonSetter.Value noNulls = JsonSetter.Value.forContentNulls(Nulls.FAIL);
        builder.withConfigOverride(List.class, list -> list.setNullHandling(noNulls))
                .withConfigOverride(Map.class, map -> map.setNullHandling(noNulls));
    }
}

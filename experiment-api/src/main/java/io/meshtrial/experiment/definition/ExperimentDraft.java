package io.meshtrial.experiment.definition;

import io.meshtrial.routing.compile.VariantRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What people send to create an experiment. All but {@code rules} and one of {@code id} and {@code name} may be left
 * out where the mesh says it; the answer shows what was derived.
 *
 * @param id 1 to 40 of a-z, 0-9 and -; never given twice
 * @param rules the rule language as one text, or its JSON
 * @param measurement members that differ from the defaults
 * @param priority from -1000 to 1000, 0 as usual: where experiments of one VirtualService overlap, the one with the higher
 *     priority is asked first; with equal priorities they exclude one another
 * @param observe whether traffic of the base routes that no rule takes is told apart too, as variant {@code -}, by an
 *     owned clone of each: usually so; false leaves those routes alone
 * @param rollout members that differ from the defaults; null for none
 */
@Schema(name = "ExperimentDraft")
public record ExperimentDraft(
        @Nullable String id,
        @Nullable String name,
        @Nullable String question,
        @Nullable String owner,
        @Nullable String namespace,
        @Nullable String service,
        @Nullable String virtualService,
        @Nullable EventSource eventSource,
        @Nullable List<VariantDraft> variants,

        @Schema(
                oneOf = {String.class, Object[].class, RulesAsJson.class},
                example = "10% to v2")
        @Nullable
        JsonNode rules,

        @Schema(implementation = MeasurementPlan.class) @Nullable
        JsonNode measurement,

        @Schema(implementation = RolloutPolicy.class) @Nullable
        JsonNode rollout,

        @Schema(minimum = "-1000", maximum = "1000") @Nullable
        Integer priority,

        @Nullable StickyCookie cookie,
        @Nullable Boolean observe) {

    public ExperimentDraft withId(String other) {
        return new ExperimentDraft(
                other,
                name,
                question,
                owner,
                namespace,
                service,
                virtualService,
                eventSource,
                variants,
                rules,
                measurement,
                rollout,
                priority,
                cookie,
                observe);
    }

    /** @param destination taken from the mesh where a version of that name is found there */
    public record VariantDraft(
            @Nullable String name,
            @Nullable VariantRole role,
            @Nullable String version,
            @Nullable Destination destination) {}
}

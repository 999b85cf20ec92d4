package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.routing.compile.VariantRole;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The routes of one VirtualService. They show no token.
 *
 * @param rules those routes that rules can say, in order, as one text that the platform takes; empty where none can
 * @param variants the destinations that the rules name; control is the one of the last route that could be read
 */
@Schema(name = "ServiceRoutes")
record ServiceRoutes(
        String namespace, String service, String object, String rules, List<Imported> variants, List<Route> routes) {

    /** @param name that the rules give to the destination: its subset, or what tells its service from the others */
    @Schema(name = "ImportedVariant")
    record Imported(String name, VariantRole role, Destination destination) {}

    /**
     * @param experiment whose route it is; null for a foreign one
     * @param rule the route as a rule, where one can say what it does
     * @param notARule why none can
     * @param route the element of {@code spec.http}
     */
    @Schema(name = "ServiceRoute")
    record Route(
            int index,
            String name,
            PlanView.Owner owner,
            @Nullable String experiment,
            @Nullable String rule,
            @Nullable String notARule,

            @JsonRawValue @Schema(implementation = Object.class)
            String route) {}
}

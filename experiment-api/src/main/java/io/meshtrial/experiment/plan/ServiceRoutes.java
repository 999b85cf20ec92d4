package io.meshtrial.experiment.plan;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The routes of one VirtualService. They show no token. */
@Schema(name = "ServiceRoutes")
record ServiceRoutes(String namespace, String service, String object, List<Route> routes) {

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

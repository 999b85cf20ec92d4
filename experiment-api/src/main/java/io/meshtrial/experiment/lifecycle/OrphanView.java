package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Routes of an experiment that the store does not know, or does not want in the mesh.
 *
 * @param state of an experiment that the store knows; null where it knows none
 * @param revision the highest that stands there
 * @param routes how many
 * @param variants that their identity headers name
 */
@Schema(name = "Orphan")
record OrphanView(
        String experiment,
        String namespace,
        String virtualService,
        @Nullable String state,
        int revision,
        int routes,
        List<String> variants) {

    OrphanView {
        variants = List.copyOf(variants);
    }

    static OrphanView of(OrphanRoutes orphan, @Nullable String state) {
        return new OrphanView(
                orphan.experiment(),
                orphan.object().namespace(),
                orphan.object().name(),
                state,
                orphan.revision(),
                orphan.routes(),
                orphan.arms().stream()
                        .map(OrphanRoutes.Arm::variant)
                        .filter(variant -> !variant.equals("-"))
                        .distinct()
                        .sorted()
                        .toList());
    }
}

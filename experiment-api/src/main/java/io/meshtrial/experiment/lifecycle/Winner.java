package io.meshtrial.experiment.lifecycle;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.routing.compile.VariantRole;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which variant a promotion gives everything to. */
final class Winner {

    private Winner() {}

    static Variant of(ExperimentSpec spec, @Nullable String asked) {
        if (asked != null) {
            return spec.variant(asked)
                    .orElseThrow(() -> ProblemException.invalid("/variant", "there is no variant called " + asked));
        }
        List<Variant> treatments = spec.variants().stream()
                .filter(variant -> variant.role() == VariantRole.TREATMENT)
                .toList();
        if (treatments.size() != 1) {
            throw ProblemException.invalid(
                    "/variant",
                    "is needed, since there are several treatments: "
                            + String.join(
                                    ", ", treatments.stream().map(Variant::name).toList()));
        }
        return treatments.getFirst();
    }
}

package io.meshtrial.experiment.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.mesh.BaseRewrite;
import io.meshtrial.experiment.mesh.BaseRewrites;
import io.meshtrial.experiment.rest.ProblemError;
import io.meshtrial.experiment.rest.ProblemException;
import io.meshtrial.experiment.rest.ProblemType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code promote} with {@code rewriteBase} would do to routes that others own.
 *
 * @param allowed whether the object carries the annotation that allows it
 * @param diff lines of JSON removed and added
 */
@Schema(name = "BasePlan")
record BasePlan(String object, boolean allowed, List<String> diff) {

    BasePlan {
        diff = List.copyOf(diff);
    }

    static BasePlan of(BaseRewrites.Planned planned) {
        return new BasePlan(
                planned.object(),
                planned.allowed(),
                diff(planned.rewrite()).lines().filter(line -> !line.isBlank()).toList());
    }

    static BaseRewrite allowed(Optional<BaseRewrites.Planned> planned) {
        BaseRewrites.Planned plan =
                planned.orElseThrow(() -> ProblemException.notFound("VirtualService for the experiment"));
        if (!plan.allowed()) {
            throw new ProblemException(
                    ProblemType.INVALID_FIELD,
                    plan.object() + " does not allow it.",
                    List.of(ProblemError.at(
                            "/rewriteBase",
                            plan.object() + " does not carry " + BaseRewrite.OPT_IN + ": \"true\"",
                            "whoever owns the base routes sets that annotation")));
        }
        return plan.rewrite();
    }

    static String diff(BaseRewrite rewrite) {
        return rewrite.changes().stream()
                .map(change -> "\n" + lines("- ", change.before()) + "\n" + lines("+ ", change.after()))
                .collect(Collectors.joining());
    }

    private static String lines(String sign, JsonNode json) {
        return json.toPrettyString().lines().map(line -> sign + line).collect(Collectors.joining("\n"));
    }
}

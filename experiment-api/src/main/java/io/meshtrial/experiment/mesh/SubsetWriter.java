package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.destination.SubsetPlan;
import io.meshtrial.routing.destination.SubsetRemoval;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Adds the subsets that an experiment's routes will name, and removes them when no route does any more. Each write is
 * one object behind its fence; a conflict starts over from reading.
 */
@Component
class SubsetWriter {

    /** What became of the destinations. */
    sealed interface Outcome {
        /** @param written whether anything had to be */
        record Stand(boolean written) implements Outcome {}

        record Impossible(Finding finding) implements Outcome {}

        record Later(String message) implements Outcome {}
    }

    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final MeshPort mesh;
    private final Retries retries;

    SubsetWriter(MeshPort mesh, Retries retries) {
        this.mesh = mesh;
        this.retries = retries;
    }

    Outcome add(String experiment, ExperimentSpec spec) throws InterruptedException {
        return namesNone(spec) ? new Outcome.Stand(false) : repeated(() -> addOnce(experiment, spec, false));
    }

    private Outcome addOnce(String experiment, ExperimentSpec spec, boolean before) {
        MissingSubsets missing = MissingSubsets.of(experiment, spec, mesh.list(Kind.DESTINATION_RULE));
        if (missing.plans().isEmpty()) {
            return new Outcome.Stand(before);
        }
        // One at a time: a second subset of the same rule is planned on what the first write left.
        return switch (missing.plans().getFirst()) {
            case SubsetPlan.Add add -> next(patch(add.rule(), add.operations()), experiment, spec);
            case SubsetPlan.Create create ->
                next(mesh.create(Kind.DESTINATION_RULE, create.rule(), false), experiment, spec);
            case SubsetPlan.Refused refused -> new Outcome.Impossible(refused.finding());
            case SubsetPlan.Nothing nothing -> new Outcome.Stand(before);
        };
    }

    private Outcome next(WriteResult result, String experiment, ExperimentSpec spec) {
        return result instanceof WriteResult.Written ? addOnce(experiment, spec, true) : outcome(result);
    }

    /**
     * Whether something of the experiment stands in a DestinationRule.
     *
     * @throws MeshUnavailable where that cannot be known
     */
    boolean owes(String experiment, ExperimentSpec spec) {
        return !namesNone(spec) && !owing(experiment).isEmpty();
    }

    /**
     * Whether a subset that the experiment names was added by the platform, for it or for another experiment: then a gateway
     * may not know it yet, whatever is stored of the write.
     *
     * @throws MeshUnavailable where that cannot be known
     */
    boolean added(ExperimentSpec spec) {
        if (namesNone(spec)) {
            return false;
        }
        try {
            return mesh.list(Kind.DESTINATION_RULE).stream()
                    .map(rule -> rule.annotation(SubsetPlan.ANNOTATION))
                    .filter(Objects::nonNull)
                    .flatMap(BLANKS::splitAsStream)
                    .anyMatch(mark -> spec.variants().stream()
                            .map(variant -> variant.destination().subset())
                            .anyMatch(subset -> subset != null && mark.endsWith("=" + subset)));
        } catch (MeshForbidden refused) {
            return false;
        }
    }

    /** To be called when no gateway serves the experiment's routes any more. */
    Outcome remove(String experiment, ExperimentSpec spec) throws InterruptedException {
        return namesNone(spec) ? new Outcome.Stand(false) : repeated(() -> removeOnce(experiment));
    }

    /** The same for an experiment of which nothing is known but its name. */
    Outcome removeUnknown(String experiment) throws InterruptedException {
        return repeated(() -> removeOnce(experiment));
    }

    /** DestinationRules that have something of the experiment; none where they may not be read. */
    List<MeshObject> owing(String experiment) {
        try {
            return mesh.list(Kind.DESTINATION_RULE).stream()
                    .filter(rule -> !(SubsetRemoval.of(experiment, rule, List.of()) instanceof SubsetRemoval.Nothing))
                    .toList();
        } catch (MeshForbidden refused) {
            return List.of();
        }
    }

    private static boolean namesNone(ExperimentSpec spec) {
        return spec.variants().stream()
                .allMatch(variant -> variant.destination().subset() == null);
    }

    private Outcome removeOnce(String experiment) {
        List<MeshObject> virtualServices = mesh.list(Kind.VIRTUAL_SERVICE);
        boolean written = false;
        for (MeshObject rule : mesh.list(Kind.DESTINATION_RULE)) {
            switch (removed(SubsetRemoval.of(experiment, rule, virtualServices))) {
                case Outcome.Stand stand -> written |= stand.written();
                case Outcome.Impossible impossible -> {
                    return impossible;
                }
                case Outcome.Later later -> {
                    return later;
                }
            }
        }
        return new Outcome.Stand(written);
    }

    private Outcome removed(SubsetRemoval removal) {
        return switch (removal) {
            case SubsetRemoval.Nothing nothing -> new Outcome.Stand(false);
            case SubsetRemoval.Patch patch -> outcome(patch(patch.rule(), patch.operations()));
            case SubsetRemoval.Delete(MeshObject rule) ->
                outcome(mesh.delete(
                        Kind.DESTINATION_RULE, rule.namespace(), rule.name(), String.valueOf(rule.resourceVersion())));
        };
    }

    private WriteResult patch(MeshObject rule, ArrayNode operations) {
        return mesh.patch(Kind.DESTINATION_RULE, rule.namespace(), rule.name(), operations, false);
    }

    private static Outcome outcome(WriteResult result) {
        return switch (result) {
            case WriteResult.Refused refused ->
                new Outcome.Impossible(Finding.error(
                        "server-refuses", "HTTP " + refused.status() + " for a DestinationRule: " + refused.message()));
            case WriteResult.Conflict conflict -> new Outcome.Later("someone else wrote: " + conflict.message());
            case WriteResult.Unavailable away -> new Outcome.Later(away.message());
            case WriteResult.Absent absent -> new Outcome.Later("a DestinationRule has just gone");
            case WriteResult.Written written -> new Outcome.Stand(true);
        };
    }

    private Outcome repeated(Supplier<Outcome> attempt) throws InterruptedException {
        return retries.unless(Outcome.Later.class::isInstance, () -> {
            try {
                return attempt.get();
            } catch (MeshUnavailable away) {
                return new Outcome.Later(String.valueOf(away.getMessage()));
            } catch (MeshForbidden refused) {
                // The plan has said that DestinationRules may not be read: they are somebody else's to keep.
                return new Outcome.Stand(false);
            }
        });
    }
}

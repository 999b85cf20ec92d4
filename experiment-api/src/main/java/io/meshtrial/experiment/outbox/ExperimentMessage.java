package io.meshtrial.experiment.outbox;

import io.meshtrial.experiment.definition.Dispute;
import io.meshtrial.experiment.definition.Experiment;
import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.MeasurementPlan;
import io.meshtrial.experiment.definition.Revision;
import io.meshtrial.experiment.definition.TargetAllocation;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.sticky.StickyCookie;
import io.meshtrial.rules.model.RandomisationUnit;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An experiment as analytics is told of it; the shape stands in docs/reference/contracts.md. */
record ExperimentMessage(
        int schema,
        String id,
        String name,
        String question,
        String namespace,
        String service,
        String owner,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String eventSource,
        List<Arm> variants,
        MeasurementPlan plan,
        List<Past> revisions,
        boolean accepted,
        List<Dispute> disputes) {

    record Arm(String name, VariantRole role, String version, String service) {
        static Arm of(Variant variant) {
            return new Arm(
                    variant.name(),
                    variant.role(),
                    variant.version(),
                    variant.routed().service());
        }
    }

    /** @param stood false where its routes were never written to the mesh and will not be: its weights are no step of a ramp */
    record Past(int number, Instant at, String rules, List<String> tokens, List<Given> allocations, boolean stood) {
        static Past of(Revision revision, Experiment experiment, boolean stood) {
            return new Past(
                    revision.number(),
                    revision.at(),
                    revision.rules(),
                    List.of(revision.token()),
                    revision.allocations().stream()
                            .map(allocation -> Given.of(allocation, experiment))
                            .toList(),
                    stood);
        }
    }

    /** @param cookie that keeps the rule's draws; null where none does */
    record Given(
            String rule,
            int line,
            String text,
            int drawingRevision,
            RandomisationUnit unit,
            boolean randomised,
            Map<String, Integer> weights,
            @Nullable String cookie) {

        static Given of(TargetAllocation allocation, Experiment experiment) {
            Integer number = allocation.cookie();
            return new Given(
                    allocation.rule(),
                    allocation.line(),
                    allocation.text(),
                    allocation.drawingRevision(),
                    allocation.unit(),
                    allocation.randomised(),
                    allocation.weights(),
                    number == null
                            ? null
                            : StickyCookie.numbered(
                                            experiment.id(), experiment.spec().stickySettings(), number)
                                    .name());
        }
    }

    /** @param stood those of the revisions that may have stood; the present one will */
    static ExperimentMessage of(Experiment experiment, List<Revision> revisions, List<Revision> stood) {
        ExperimentSpec spec = experiment.spec();
        Set<Integer> standing = stood.stream().map(Revision::number).collect(Collectors.toSet());
        standing.add(experiment.revision());
        return new ExperimentMessage(
                1,
                experiment.id(),
                spec.name(),
                spec.question(),
                spec.namespace(),
                spec.service(),
                spec.owner(),
                experiment.state().word(),
                experiment.state().started(),
                experiment.state().ended(),
                spec.eventSource().name(),
                spec.variants().stream().map(Arm::of).toList(),
                spec.measurement(),
                revisions.stream()
                        .map(revision -> Past.of(revision, experiment, standing.contains(revision.number())))
                        .toList(),
                experiment.accepted(),
                experiment.disputes());
    }
}

package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.VariantRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The definition as results show it; {@code revision} is 0 before the start. */
public record ExperimentAnswer(
        String id,
        String name,
        @Nullable String question,
        String namespace,
        String service,
        @Nullable String owner,
        ExperimentState state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        EventSource eventSource,
        RandomisationUnit unit,
        boolean accepted,
        int revision,
        List<Arm> variants,
        List<Step> revisions) {

    /** @param weight parts of 10 000 in the current revision's first random rule; null without one */
    public record Arm(
            String name,
            VariantRole role,
            @Nullable String version,
            @Nullable String service,
            @Nullable Integer weight) {}

    /** One revision. */
    public record Step(int number, Instant at, @Nullable String rules) {}

    public static ExperimentAnswer of(Experiment experiment) {
        Optional<RuleAllocation> current = experiment.currentRevision().flatMap(ExperimentAnswer::firstRandom);
        return new ExperimentAnswer(
                experiment.id(),
                experiment.name(),
                experiment.question(),
                experiment.namespace(),
                experiment.service(),
                experiment.owner(),
                experiment.state(),
                experiment.startedAt(),
                experiment.endedAt(),
                experiment.eventSource(),
                experiment.unit(),
                experiment.accepted(),
                experiment.currentRevision().map(Revision::number).orElse(0),
                experiment.variants().stream()
                        .map(v -> new Arm(
                                v.name(),
                                v.role(),
                                v.version(),
                                v.service(),
                                current.map(a -> a.weights().getOrDefault(v.name(), 0))
                                        .orElse(null)))
                        .toList(),
                experiment.revisions().stream()
                        .map(r -> new Step(r.number(), r.at(), r.rules()))
                        .toList());
    }

    private static Optional<RuleAllocation> firstRandom(Revision revision) {
        return revision.allocations().stream()
                .filter(RuleAllocation::randomised)
                .findFirst();
    }
}

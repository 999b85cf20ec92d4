package io.meshtrial.analytics.definition;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An experiment as its owner last published it.
 *
 * @param accepted false while a foreign edit that changes what the base routes mean waits for acceptance
 * @param disputes times of such edits, oldest first
 */
public record Experiment(
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
        List<Variant> variants,
        MeasurementPlan plan,
        List<Revision> revisions,
        boolean accepted,
        List<Dispute> disputes) {

    public Experiment {
        Require.text("id", id);
        name = name == null ? id : name;
        namespace = namespace == null ? "" : namespace;
        service = service == null ? "" : service;
        Require.present("state", state);
        eventSource = eventSource == null ? EventSource.APPLICATION : eventSource;
        variants = List.copyOf(Require.present("variants", variants));
        Require.present("plan", plan);
        revisions = revisions == null ? List.of() : List.copyOf(revisions);
        disputes = disputes == null ? List.of() : List.copyOf(disputes);
        Require.that(
                variants.stream().filter(v -> v.role() == VariantRole.CONTROL).count() == 1,
                "exactly one variant must have the role CONTROL");
        Require.that(
                variants.stream().map(Variant::name).distinct().count() == variants.size(),
                "names of variants must differ");
    }

    /** Whether any of these minutes since the epoch lies in a dispute. */
    public boolean isDisputed(long firstMinute, long lastMinute) {
        for (Dispute dispute : disputes) {
            if (dispute.touches(firstMinute, lastMinute)) {
                return true;
            }
        }
        return false;
    }

    public Variant control() {
        return variants.stream()
                .filter(v -> v.role() == VariantRole.CONTROL)
                .findFirst()
                .orElseThrow();
    }

    public List<Variant> treatments() {
        return variants.stream().filter(v -> v.role() == VariantRole.TREATMENT).toList();
    }

    public Optional<Variant> variant(String name) {
        return variants.stream().filter(v -> v.name().equals(name)).findFirst();
    }

    public Optional<Revision> revision(int number) {
        return revisions.stream().filter(r -> r.number() == number).findFirst();
    }

    /** The newest revision; empty before the start. */
    public Optional<Revision> currentRevision() {
        return revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.getLast());
    }

    /** The allocation that drew the units of a stratum; empty when the definition does not (yet) know it. */
    public Optional<RuleAllocation> allocation(int rule, int drawingRevision) {
        return revision(drawingRevision)
                .flatMap(r -> r.allocations().stream()
                        .filter(a -> a.rule() == rule && a.drawingRevision() == drawingRevision)
                        .findFirst());
    }

    /** The first minute since the epoch that begins after the warm-up of what a revision drew; the smallest one without. */
    public long firstMinute(int drawingRevision) {
        return plan.warmUp().isZero()
                ? Long.MIN_VALUE
                : revision(drawingRevision)
                        .map(revision ->
                                Math.ceilDiv(revision.at().plus(plan.warmUp()).getEpochSecond(), 60L))
                        .orElse(Long.MIN_VALUE);
    }

    /** Whether that token belongs to that drawing revision's routes or to a later revision's that kept the draw. */
    public boolean knowsToken(int drawingRevision, String token) {
        return revisions.stream()
                .filter(r -> r.number() >= drawingRevision)
                .anyMatch(r -> r.tokens().contains(token));
    }

    /** The same experiment, judged on other metrics. */
    public Experiment withMetrics(List<Metric> metrics) {
        return withPlan(plan.withMetrics(metrics));
    }

    /** The same experiment under another plan. */
    public Experiment withPlan(MeasurementPlan other) {
        return new Experiment(
                id,
                name,
                question,
                namespace,
                service,
                owner,
                state,
                startedAt,
                endedAt,
                eventSource,
                variants,
                other,
                revisions,
                accepted,
                disputes);
    }

    /** A treatment's share against control when it was first drawn at random: frozen, whatever a ramp does later. */
    public double plannedShare(String treatment) {
        String control = control().name();
        return revisions.stream()
                .flatMap(revision -> revision.allocations().stream())
                .filter(RuleAllocation::randomised)
                .filter(allocation -> allocation.share(treatment) > 0 && allocation.share(control) > 0)
                .mapToDouble(allocation ->
                        allocation.share(treatment) / (allocation.share(treatment) + allocation.share(control)))
                .findFirst()
                .orElse(0.5);
    }

    /** A metric of the plan that is counted for each user, where the rules draw requests. */
    public Optional<Metric> metricOfUsersWithout() {
        boolean requests = currentRevision().stream()
                .flatMap(r -> r.allocations().stream())
                .filter(RuleAllocation::randomised)
                .anyMatch(a -> a.unit() == RandomisationUnit.REQUEST);
        return requests
                ? plan.metrics().stream()
                        .filter(m -> m.kind() == MetricKind.REQUESTS_PER_UNIT)
                        .findFirst()
                : Optional.empty();
    }

    /**
     * The unit of the randomised rules, which is one in all revisions: the newest revision that draws says it, for a
     * promoted or stopped experiment draws no more. Requests where none is randomised.
     */
    public RandomisationUnit unit() {
        return revisions.reversed().stream()
                .flatMap(r -> r.allocations().stream())
                .filter(RuleAllocation::randomised)
                .map(RuleAllocation::unit)
                .findFirst()
                .orElse(RandomisationUnit.REQUEST);
    }
}

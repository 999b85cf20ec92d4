package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MetricAnswer.Unit;
import io.meshtrial.analytics.dashboard.answer.PlanningAnswer;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.planning.Baseline;
import io.meshtrial.analytics.planning.Baselines;
import io.meshtrial.analytics.planning.Planner;
import io.meshtrial.analytics.planning.Question;
import io.meshtrial.analytics.planning.Requirement;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sizes and durations from observed traffic, or from numbers that the caller gives. */
final class Planning {

    private static final long SEED = 20_261_122;
    private static final double USUAL_SHARE = 0.1;

    private final Planner planner = new Planner(SEED);

    /** What the caller gives; null is taken from what was observed, or is usual. */
    record Given(
            @Nullable String variant,
            @Nullable String metric,
            @Nullable Double share,
            @Nullable Double requestsPerSecond,
            @Nullable Double requestsPerUser,
            @Nullable Double baseline,
            @Nullable Double change,
            double power) {}

    /** @param experiment as it is judged, built-in guardrails included */
    PlanningAnswer answer(Experiment experiment, Observed observed, Given given) {
        String treatment = given.variant() != null ? given.variant() : slowest(experiment);
        Optional<RuleAllocation> drawn = drawn(experiment, treatment);
        double share = given.share() != null
                ? given.share()
                : drawn.map(allocation -> share(experiment, allocation, treatment))
                        .orElse(USUAL_SHARE);
        double planned = experiment.startedAt() == null || drawn.isEmpty() ? share : experiment.plannedShare(treatment);
        Double requests = given.requestsPerSecond() != null ? given.requestsPerSecond() : positive(observed.pace());
        Double units = unitsPerSecond(experiment, observed, given, requests);
        double ofPair = drawn.map(allocation -> ofPair(experiment, allocation, treatment))
                .orElse(1.0);
        PlanningSentence sentence = new PlanningSentence(experiment.unit(), share, requests, treatment);
        List<PlanningAnswer.Row> rows = experiment.plan().metrics().stream()
                .filter(metric -> given.metric() == null || metric.name().equals(given.metric()))
                .map(metric -> new Question(
                        experiment, metric, share, planned, given.baseline(), given.change(), given.power()))
                .map(question -> planner.requirement(
                        question, baseline(question, observed).orElse(null)))
                .map(requirement -> row(requirement, units == null ? null : units * ofPair, sentence))
                .toList();
        return new PlanningAnswer(
                experiment.id(),
                experiment.unit(),
                treatment,
                share,
                requests,
                units,
                given.power(),
                rows,
                rows.stream()
                        .filter(row -> row.total() != null)
                        .max(Comparator.comparingLong(row -> Objects.requireNonNull(row.total())))
                        .or(() -> rows.stream().findFirst())
                        .map(PlanningAnswer.Row::sentence)
                        .orElse("There is no metric to plan for."));
    }

    /** The verdict waits for every treatment, so for the one with the smallest share. */
    private static String slowest(Experiment experiment) {
        return experiment.treatments().stream()
                .map(Variant::name)
                .min(Comparator.comparingDouble(name -> drawn(experiment, name)
                        .map(allocation -> allocation.share(name))
                        .orElse(USUAL_SHARE)))
                .orElse(experiment.control().name());
    }

    private static Optional<Baseline> baseline(Question question, Observed observed) {
        return question.experiment().unit() == RandomisationUnit.USER
                ? Baselines.ofUsers(question, observed.users(), observed.control())
                : Baselines.of(question, observed.control());
    }

    /** Users come as their requests do, divided by what each brings. */
    private static @Nullable Double unitsPerSecond(
            Experiment experiment, Observed observed, Given given, @Nullable Double requests) {
        if (requests == null || experiment.unit() == RandomisationUnit.REQUEST) {
            return requests;
        }
        if (given.requestsPerUser() != null) {
            return requests / given.requestsPerUser();
        }
        return observed.users().units() == 0 ? null : (Double) (requests / observed.requestsPerUser());
    }

    private static PlanningAnswer.Row row(
            Requirement requirement, @Nullable Double unitsPerSecond, PlanningSentence sentence) {
        var metric = requirement.question().metric();
        var baseline = requirement.baseline();
        var shown = requirement.shown();
        Long control = requirement.control();
        Long treatment = requirement.treatment();
        Long total = control == null || treatment == null ? null : (Long) (control + treatment);
        Double seconds = total == null || unitsPerSecond == null ? null : (Double) (total / unitsPerSecond);
        return new PlanningAnswer.Row(
                metric.name(),
                metric.label(),
                metric.kind(),
                Unit.of(metric.kind()),
                baseline == null ? null : baseline.value(),
                baseline == null ? null : baseline.changed(),
                baseline == null ? 0 : baseline.changed() / baseline.value() - 1,
                shown == null ? null : shown.kind(),
                shown == null ? null : shown.alpha(),
                control,
                treatment,
                total,
                requirement.factor(),
                requirement.simulatedRuns(),
                seconds,
                sentence.of(requirement, seconds),
                requirement.reason());
    }

    /** The newest random allocation with this treatment and control. */
    private static Optional<RuleAllocation> drawn(Experiment experiment, String treatment) {
        return experiment.revisions().stream()
                .flatMap(revision -> revision.allocations().stream())
                .filter(allocation -> allocation.randomised()
                        && allocation.share(treatment) > 0
                        && allocation.share(experiment.control().name()) > 0)
                .reduce((first, second) -> second);
    }

    private static double ofPair(Experiment experiment, RuleAllocation allocation, String treatment) {
        return allocation.share(treatment)
                + allocation.share(experiment.control().name());
    }

    private static double share(Experiment experiment, RuleAllocation allocation, String treatment) {
        return allocation.share(treatment) / ofPair(experiment, allocation, treatment);
    }

    private static @Nullable Double positive(Pace pace) {
        return pace.requestsPerSecond() > 0 ? pace.requestsPerSecond() : null;
    }
}

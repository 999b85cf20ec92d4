package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer.Unit;
import io.meshtrial.analytics.dashboard.answer.PlanningAnswer;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.planning.Baselines;
import io.meshtrial.analytics.planning.Planner;
import io.meshtrial.analytics.planning.Question;
import io.meshtrial.analytics.planning.Requirement;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sizes and durations from observed traffic, or from numbers that the caller gives. */
final class Planning {

    private static final long SEED = 20_261_122;
    private static final double USUAL_SHARE = 0.1;

    private final Planner planner = new Planner(SEED);

    /** What the caller gives; null is taken from what was observed, or is usual. */
    record Given(
            @Nullable String metric,
            @Nullable Double share,
            @Nullable Double requestsPerSecond,
            @Nullable Double requestsPerUser,
            @Nullable Double baseline,
            @Nullable Double change,
            double power) {}

    PlanningAnswer answer(Experiment experiment, Traffic traffic, Given given, Instant now) {
        String treatment = experiment.treatments().isEmpty()
                ? experiment.control().name()
                : experiment.treatments().getFirst().name();
        double share = given.share() != null ? given.share() : share(experiment, treatment);
        Double requests = given.requestsPerSecond() != null ? given.requestsPerSecond() : observed(traffic, now);
        Double units = requests;
        if (experiment.unit() == RandomisationUnit.USER && requests != null) {
            units = given.requestsPerUser() == null ? null : Double.valueOf(requests / given.requestsPerUser());
        }
        Tally control = control(experiment, traffic);
        double alpha = experiment.plan().alphaBetter();
        PlanningSentence sentence = new PlanningSentence(experiment.unit(), share, requests, treatment);
        Double perSecond = units;
        List<PlanningAnswer.Row> rows = experiment.plan().metrics().stream()
                .filter(metric -> given.metric() == null || metric.name().equals(given.metric()))
                .map(metric -> new Question(metric, share, given.baseline(), given.change(), given.power(), alpha))
                .map(question -> planner.requirement(
                        question, Baselines.of(question, control).orElse(null)))
                .map(requirement -> row(requirement, perSecond, sentence))
                .toList();
        return new PlanningAnswer(
                experiment.id(),
                experiment.unit(),
                treatment,
                share,
                requests,
                units,
                given.power(),
                alpha,
                rows,
                rows.stream()
                        .filter(row -> row.total() != null)
                        .max(Comparator.comparingLong(row -> Objects.requireNonNull(row.total())))
                        .or(() -> rows.stream().findFirst())
                        .map(PlanningAnswer.Row::sentence)
                        .orElse("There is no metric to plan for."));
    }

    private static PlanningAnswer.Row row(
            Requirement requirement, @Nullable Double unitsPerSecond, PlanningSentence sentence) {
        Metric metric = requirement.question().metric();
        var size = requirement.size();
        var baseline = requirement.baseline();
        Long control = size == null ? null : (Long) (long) Math.ceil(size.control());
        Long treatment = size == null ? null : (Long) (long) Math.ceil(size.treatment());
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
                control,
                treatment,
                total,
                requirement.factor(),
                requirement.simulatedRuns(),
                seconds,
                sentence.of(requirement, seconds),
                requirement.reason());
    }

    private static double share(Experiment experiment, String treatment) {
        return experiment.revisions().stream()
                .flatMap(revision -> revision.allocations().stream())
                .filter(allocation -> allocation.randomised() && allocation.share(treatment) > 0)
                .reduce((first, second) -> second)
                .map(allocation -> allocation.share(treatment)
                        / (allocation.share(treatment)
                                + allocation.share(experiment.control().name())))
                .filter(share -> share < 1)
                .orElse(USUAL_SHARE);
    }

    private static @Nullable Double observed(Traffic traffic, Instant now) {
        double rate = Pace.requestsPerSecond(traffic, now);
        return rate > 0 ? rate : null;
    }

    /** Control's requests in every stratum, targeted ones only where nothing else was seen. */
    private static Tally control(Experiment experiment, Traffic traffic) {
        String control = experiment.control().name();
        return Stream.of(traffic.compared(), traffic.described())
                .map(strata -> strata.stream()
                        .map((StratumTraffic stratum) -> stratum.arm(control))
                        .reduce(Tally.ZERO, Tally::plus))
                .filter(tally -> tally.requests() > 0)
                .findFirst()
                .orElse(Tally.ZERO);
    }
}

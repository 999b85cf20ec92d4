package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.comparison.FrozenValue.Plan;
import io.meshtrial.analytics.comparison.FrozenValue.PlannedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.ReachedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.Recovered;
import io.meshtrial.analytics.comparison.FrozenValue.ShortSince;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.ExperimentState;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Values hold in the order of the archive, and only once it has handed them back. */
class FrozenPlansTest {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final RunId RUN = new RunId("search", START);

    private final List<FrozenValue> proposed = new ArrayList<>();
    private final FrozenPlans plans =
            new FrozenPlans(id -> Optional.of(experiment(1_000)), (run, value) -> proposed.add(value));

    @Test
    void thePlanThatTheArchiveHasFirstIsJudgedWhateverIsPublished() {
        assertThat(plans.isChanged(experiment(1_000))).isFalse();
        assertThat(proposed).containsOnly(new Plan(experiment(1_000).plan()));

        plans.accept(RUN, new Plan(experiment(2_000).plan()));
        plans.accept(RUN, new Plan(experiment(1_000).plan()));

        assertThat(plans.isChanged(experiment(1_000))).isTrue();
        assertThat(plans.frozen(experiment(1_000))).isEqualTo(experiment(2_000));
        assertThat(plans.isChanged(experiment(2_000))).isFalse();
    }

    @Test
    void aClockStandsUntilItsPlanIsKeptAndSpeaksByThePlanThatWasFirst() {
        ProgressClock clock = plans.clocks(experiment(1_000)).of("m", "v2", 1_000);
        assertThat(clock.progress(means(100, 4))).isZero();
        assertThat(proposed).hasSize(1).first().isInstanceOf(PlannedInformation.class);

        plans.accept(RUN, new PlannedInformation("m", "v2", 0.1));
        plans.accept(RUN, new PlannedInformation("m", "v2", 0.9));

        double error = error(means(100, 4));
        assertThat(clock.progress(means(100, 4))).isEqualTo(0.1 * 0.1 / (error * error), within(1e-12));
    }

    @Test
    void aPeakIsKeptOnceItIsLeftAndARestartGoesOnFromIt() {
        plans.accept(RUN, new PlannedInformation("m", "v2", 0.1));
        ProgressClock clock = plans.clocks(experiment(1_000)).of("m", "v2", 1_000);
        double peak = clock.progress(means(100, 4));
        assertThat(proposed).isEmpty();

        assertThat(clock.progress(means(100, 9))).isEqualTo(peak);
        assertThat(proposed).hasSize(1).first().isInstanceOf(ReachedInformation.class);

        FrozenPlans restarted = new FrozenPlans(id -> Optional.empty(), (run, value) -> {});
        restarted.accept(RUN, proposed.getFirst());
        restarted.accept(RUN, new PlannedInformation("m", "v2", 0.1));
        assertThat(restarted.clocks(experiment(1_000)).of("m", "v2", 1_000).progress(means(100, 9)))
                .isEqualTo(peak);
    }

    @Test
    void anotherStartFreezesAnew() {
        plans.accept(
                new RunId("search", START.minusSeconds(1)),
                new Plan(experiment(2_000).plan()));
        assertThat(plans.isChanged(experiment(1_000))).isFalse();
    }

    @Test
    void whatIsForgottenFreezesAnew() {
        plans.accept(RUN, new Plan(experiment(2_000).plan()));
        assertThat(plans.isChanged(experiment(1_000))).isTrue();
        plans.forget("search");
        assertThat(plans.isChanged(experiment(1_000))).isFalse();
    }

    /** The grace before a rollback runs from the first sight, whoever had it. */
    @Test
    void aShortArmIsShortSinceItsFirstSightOverARestart() {
        Instant first = START.plusSeconds(600);
        assertThat(plans.shortSince(experiment(1_000), "v2", true, first)).contains(first);
        assertThat(proposed).containsExactly(new ShortSince("v2", first));
        plans.accept(RUN, proposed.getFirst());
        assertThat(plans.shortSince(experiment(1_000), "v2", true, first.plusSeconds(30)))
                .contains(first);

        FrozenPlans restarted = new FrozenPlans(id -> Optional.empty(), (run, value) -> proposed.add(value));
        restarted.accept(RUN, proposed.getFirst());
        Instant later = first.plusSeconds(90);
        assertThat(restarted.shortSince(experiment(1_000), "v2", true, later)).contains(first);
        assertThat(restarted.shortSince(experiment(1_000), "v2", false, later)).isEmpty();
        assertThat(proposed).last().isEqualTo(new Recovered("v2", later));
        Instant again = later.plusSeconds(60);
        assertThat(restarted.shortSince(experiment(1_000), "v2", true, again)).contains(again);
    }

    @Test
    void sightsAndRecoveriesSayTheSameInAnyOrder() {
        List<FrozenValue> kept = List.of(
                new ShortSince("v2", START.plusSeconds(10)),
                new Recovered("v2", START.plusSeconds(20)),
                new ShortSince("v2", START.plusSeconds(30)),
                new ShortSince("v2", START.plusSeconds(40)));
        for (int turn = 0; turn < kept.size(); turn++) {
            List<FrozenValue> turned = new ArrayList<>(kept);
            Collections.rotate(turned, turn);
            FrozenPlans some = new FrozenPlans(id -> Optional.empty(), (run, value) -> {});
            turned.forEach(value -> some.accept(RUN, value));
            assertThat(some.shortSince(experiment(1_000), "v2", true, START.plusSeconds(50)))
                    .contains(START.plusSeconds(30));
        }
    }

    private static double error(StratifiedMeans means) {
        return means.contrast(1, 1_000).toOptional().orElseThrow().standardError();
    }

    private static StratifiedMeans means(long units, double variance) {
        ArmSummary arm =
                ArmSummary.ofSums(units, 0, variance * (units - 1)).toOptional().orElseThrow();
        return StratifiedMeans.forVerdict(List.of(new Stratum(arm, arm)))
                .toOptional()
                .orElseThrow();
    }

    private static Experiment experiment(long plannedUnits) {
        return new Experiment(
                "search",
                "Search",
                null,
                "demo",
                "catalog",
                null,
                ExperimentState.RUNNING,
                START,
                null,
                EventSource.APPLICATION,
                List.of(
                        new Variant("v1", VariantRole.CONTROL, "v1", null),
                        new Variant("v2", VariantRole.TREATMENT, "v2", null)),
                new MeasurementPlan(
                        0.01, 0.05, 0.05, plannedUnits, Duration.ZERO, null, Duration.ZERO, 10_000_000, List.of()),
                List.of(),
                true,
                List.of());
    }
}

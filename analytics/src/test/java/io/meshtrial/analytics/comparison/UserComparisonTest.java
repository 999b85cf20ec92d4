package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.UserCell;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.UserTally;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sums over users to comparisons; STATISTICS (b.5), (d), (e). */
class UserComparisonTest {

    /** Revisions (y_T, y_C, ρ) (6,19,.05)(22,40,.2): harm ln E 5.8709019298, from mpmath with 50 digits. */
    @Test
    void errorsAreUsersWithAnErrorByStratum() {
        Experiment experiment = TestTallies.users(5, 20);
        Map<UserCell, UserTally> users = Map.of(
                TestTallies.cell(1, 0, "v1"), TestTallies.tally(950, 19, 0),
                TestTallies.cell(1, 0, "v2"), TestTallies.tally(50, 6, 0),
                TestTallies.cell(2, 0, "v1"), TestTallies.tally(800, 40, 0),
                TestTallies.cell(2, 0, "v2"), TestTallies.tally(200, 22, 0));
        MetricComparison errors = compare(experiment, users, "errors");
        assertThat(errors.logEHarm()).isCloseTo(5.8709019298, within(1e-8));
        assertThat(errors.control().units()).isEqualTo(1750);
        assertThat(errors.treatment().units()).isEqualTo(250);
        assertThat(errors.difference().estimate()).isPositive();
    }

    /** The users of the test above as the gateway saw them fail, beside an application that answered all it was asked. */
    @Test
    void failuresAtTheGatewayAreUsersWithAFailureThere() {
        Experiment experiment = BuiltInGuardrails.addedTo(TestTallies.users(5, 20), true);
        GatewayReport gateway = GatewayReport.of(
                experiment,
                TestTallies.of(Map.of(
                        atGateway(1, "v1"), failing(950, 19),
                        atGateway(1, "v2"), failing(50, 6),
                        atGateway(2, "v1"), failing(800, 40),
                        atGateway(2, "v2"), failing(200, 22))));
        Traffic answered = TestTallies.traffic(
                experiment,
                Map.of(
                        TestTallies.cell(1, 0, "v1"), TestTallies.tally(950, 0, 0),
                        TestTallies.cell(1, 0, "v2"), TestTallies.tally(50, 0, 0)));
        Comparisons comparisons = new Comparisons(experiment, Map.of(), gateway, new InformationClocks());
        Metric metric = experiment.plan().metric("gateway-errors").orElseThrow();

        MetricComparison failures = comparisons.of(metric, "v2", answered);
        assertThat(failures.logEHarm()).isCloseTo(5.8709019298, within(1e-8));
        assertThat(failures.control().value()).isBetween(0.02, 0.05);
        assertThat(failures.treatment().units()).isEqualTo(250);
        assertThat(comparisons.byStratum(metric, "v2", answered)).hasSize(2);
        assertThat(metric.critical()).isTrue();
    }

    private static UserCell atGateway(int revision, String variant) {
        return new UserCell(EventSource.ACCESS_LOG, new Stratum("users", 1, revision, 0), variant, TestTallies.TOKEN);
    }

    /** Users with one request each at the gateway, so many of which failed. */
    private static UserTally failing(long units, long failed) {
        RatioSums sums = TestTallies.sums(units, failed, units, failed, failed, units);
        UserSums all = new UserSums(units, failed, 0, units, new TreeMap<>(Map.of("gateway-errors", sums)));
        return new UserTally(all, UserSums.ZERO, 0, 0, 0);
    }

    /** The users of arXiv 1803.06336's formula, ten times each: R .175 and .3170731707, difference .1420731707. */
    @Test
    void aRatioIsThatOfSumsOverUsers() {
        Experiment experiment = TestTallies.users(50);
        // C: S = 0,1,2,0,3,1; N = 4,5,10,2,12,7. T: S = 1,1,4,0,5,2; N = 5,4,11,2,13,6. S in fixed point.
        long fixed = 1_000_000;
        UserTally control = tally(60, 10 * 7 * fixed, 10 * 40, 10 * 15 * fixed * fixed, 10 * 68 * fixed, 10 * 338);
        UserTally treatment = tally(60, 10 * 13 * fixed, 10 * 41, 10 * 47 * fixed * fixed, 10 * 130 * fixed, 10 * 371);
        MetricComparison found = compare(
                experiment,
                Map.of(TestTallies.cell(1, 0, "v1"), control, TestTallies.cell(1, 0, "v2"), treatment),
                "found");
        assertThat(found.control().value()).isCloseTo(0.175, within(1e-12));
        assertThat(found.treatment().value()).isCloseTo(0.3170731707, within(1e-9));
        assertThat(found.difference().estimate()).isCloseTo(0.1420731707, within(1e-9));
        assertThat(found.change().estimate()).isCloseTo(0.8118466899, within(1e-9));
        assertThat(Objects.requireNonNull(found.difference().lower())).isLessThan(0.1420731707);
    }

    @Test
    void fewerThanThirtyUsersAnArmSayNothing() {
        Experiment experiment = TestTallies.users(50);
        UserTally few = tally(29, 10, 60, 20, 30, 200);
        MetricComparison found = compare(
                experiment, Map.of(TestTallies.cell(1, 0, "v1"), few, TestTallies.cell(1, 0, "v2"), few), "found");
        assertThat(found.reason()).isEqualTo("burn_in");
        assertThat(found.need()).isEqualTo(new Need(29, 30, "users"));
    }

    @Test
    void theSampleRatioCountsUsersByTheirFirstAssignment() {
        Experiment experiment = TestTallies.users(10);
        Traffic traffic = TestTallies.traffic(
                experiment,
                Map.of(
                        TestTallies.cell(1, 0, "v1"), TestTallies.tally(8900, 0, 400),
                        TestTallies.cell(1, 0, "v2"), TestTallies.tally(1100, 0, 100)));
        SampleRatioReading ratio = SampleRatioReading.of(experiment, traffic);
        assertThat(ratio.units()).isEqualTo(Map.of("v1", 8900L, "v2", 1100L));
        assertThat(ratio.expected().get("v2")).isCloseTo(1000, within(1e-9));
        assertThat(traffic.users().all().crossovers()).isEqualTo(500);
        assertThat(traffic.units(experiment.unit())).isEqualTo(10_000);
    }

    @Test
    void usersWithATokenOfNobodyAreInNoArm() {
        Experiment experiment = TestTallies.users(10);
        UserCell forged = new UserCell(EventSource.APPLICATION, new Stratum("users", 1, 1, 0), "v2", "forged");
        Traffic traffic = TestTallies.traffic(experiment, Map.of(forged, TestTallies.tally(50, 50, 0)));
        assertThat(traffic.users().all().units()).isZero();
    }

    @Test
    void aWindowOfTimeHasNoUsers() {
        Experiment experiment = TestTallies.users(10);
        ExperimentTallies tallies = TestTallies.of(Map.of(TestTallies.cell(1, 0, "v1"), TestTallies.tally(50, 50, 0)));
        Window window = new Window(Instant.EPOCH, null);
        assertThat(TrafficSorter.sort(experiment, tallies, window).users().all().units())
                .isZero();
    }

    @Test
    void aClockNeverRunsBackwards() {
        Experiment experiment = TestTallies.users(50);
        InformationClocks clocks = new InformationClocks();
        Map<UserCell, UserTally> many = Map.of(
                TestTallies.cell(1, 0, "v1"), tally(400, 100, 800, 200, 300, 2000),
                TestTallies.cell(1, 0, "v2"), tally(400, 120, 800, 240, 320, 2000));
        Map<UserCell, UserTally> wider = Map.of(
                TestTallies.cell(1, 0, "v1"), tally(400, 100, 800, 20_000, 300, 2000),
                TestTallies.cell(1, 0, "v2"), tally(400, 120, 800, 24_000, 320, 2000));
        comparisons(experiment, clocks).of(TestTallies.traffic(experiment, many));
        InformationClocks.Reading before = reading(clocks);
        comparisons(experiment, clocks).of(TestTallies.traffic(experiment, wider));
        assertThat(reading(clocks)).isEqualTo(before);
        // Planned for 2000 users, read at 800: the clock stands at 0.4.
        assertThat(before.reached() * Math.pow(before.plannedStandardError(), 2))
                .isCloseTo(0.4, within(1e-9));
    }

    private static InformationClocks.Reading reading(InformationClocks clocks) {
        return clocks.readings().stream()
                .filter(clock -> clock.metric().equals("found"))
                .findFirst()
                .orElseThrow();
    }

    private static MetricComparison compare(Experiment experiment, Map<UserCell, UserTally> users, String metric) {
        return comparisons(experiment, new InformationClocks())
                .of(experiment.plan().metric(metric).orElseThrow(), "v2", TestTallies.traffic(experiment, users));
    }

    private static Comparisons comparisons(Experiment experiment, InformationClocks clocks) {
        return new Comparisons(experiment, Map.of(), GatewayReport.of(experiment, ExperimentTallies.NONE), clocks);
    }

    private static UserTally tally(long units, long s, long n, long ss, long sn, long nn) {
        UserSums all =
                new UserSums(units, 0, 0, n, new TreeMap<>(Map.of("found", TestTallies.sums(units, s, n, ss, sn, nn))));
        return new UserTally(all, UserSums.ZERO, 0, 0, 0);
    }
}

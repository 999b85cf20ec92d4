package io.meshtrial.analytics.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.GatewayReport.Failures;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class GatewayReportTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuv";
    private static final long MINUTE = 29_900_000;

    private final Experiment experiment = experiment();

    @Test
    void countsFailuresByDestination() {
        GatewayReport report = GatewayReport.of(
                experiment,
                tallies(Map.of(
                        cell(1, "v1", TOKEN), tally(900, 9),
                        cell(1, "v2", TOKEN), tally(100, 40))));
        assertThat(report.failures("v1")).isEqualTo(new Failures(900, 9));
        assertThat(report.failures("v2")).isEqualTo(new Failures(100, 40));
        assertThat(report.failures("v2").share()).isEqualTo(0.4);
        assertThat(report.failures("v3").share()).isNaN();
        assertThat(report.traffic().pairs("v1", "v2")).hasSize(1);
    }

    @Test
    void aFailureThatNoDestinationTookIsUnattributedThoughItHasNoToken() {
        GatewayReport report = GatewayReport.of(
                experiment,
                tallies(Map.of(
                        cell(1, "v1", TOKEN), tally(990, 0),
                        cell(1, "", ""), tally(10, 10))));
        assertThat(report.traffic().leftOut().unattributedFailures()).isEqualTo(10);
        assertThat(report.traffic().leftOut().forged()).isZero();
        assertThat(report.unattributedShare()).isEqualTo(0.01);
    }

    @Test
    void aFailureOfObservedTrafficBelongsToNoArmAndIsNotUnattributed() {
        GatewayReport report = GatewayReport.of(experiment, tallies(Map.of(cell(0, "", TOKEN), tally(10, 10))));
        assertThat(report.traffic().leftOut().unattributedFailures()).isZero();
        assertThat(report.traffic().leftOut().unassigned()).isEqualTo(10);
    }

    @Test
    void anApplicationCannotVouchForARequestWithoutToken() {
        Cell forged = new Cell(EventSource.APPLICATION, new Stratum("gateway", 1, 1, 0), "", "", "");
        Traffic traffic = TrafficSorter.sort(experiment, tallies(Map.of(forged, tally(10, 10))), Window.ALL);
        assertThat(traffic.leftOut().forged()).isEqualTo(10);
    }

    @Test
    void isPresentOnlyWhileItKeepsUpWithTheApplication() {
        GatewayReport report = GatewayReport.of(experiment, tallies(Map.of(cell(1, "v1", TOKEN), tally(1, 0))));
        assertThat(report.isPresent(MINUTE)).isTrue();
        assertThat(report.isPresent(MINUTE + 2)).isTrue();
        assertThat(report.isPresent(MINUTE + 3)).isFalse();
        assertThat(GatewayReport.of(experiment, ExperimentTallies.NONE).isPresent(0))
                .isFalse();
    }

    @Test
    void isQuietOnlyWhereItHasSeenNoRequestAfterTheApplicationsLast() {
        GatewayReport report = GatewayReport.of(experiment, tallies(Map.of(cell(1, "v1", TOKEN), tally(1, 0))));
        assertThat(report.isQuietSince(MINUTE)).isTrue();
        assertThat(report.isQuietSince(MINUTE - 1)).isTrue();
        assertThat(report.isQuietSince(MINUTE - 2)).as("requests, and no event").isFalse();
        assertThat(report.isQuietSince(MINUTE + 3)).as("it reports no more").isFalse();
        assertThat(GatewayReport.of(experiment, ExperimentTallies.NONE).isQuietSince(0))
                .isFalse();
    }

    private static Cell cell(int rule, String variant, String token) {
        return new Cell(EventSource.ACCESS_LOG, new Stratum("gateway", rule, 1, 0), variant, variant, token);
    }

    private static Tally tally(long requests, long errors) {
        return new Tally(requests, errors, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, new TreeMap<>());
    }

    private static ExperimentTallies tallies(Map<Cell, Tally> totals) {
        Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        totals.forEach((cell, tally) -> minutes.put(cell, new TreeMap<>(Map.of(MINUTE, tally))));
        return new ExperimentTallies(1, totals, minutes, Map.of());
    }

    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "gateway", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "minimumDuration": "PT10M", "latencyCapMicros": 10000000, "metrics": []},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "rules": "10%% to v2", "tokens": ["%s"],
               "allocations": [{"rule": "1", "text": "10%% to v2", "drawingRevision": 1, "unit": "REQUEST",
                 "randomised": true, "weights": {"v1": 9000, "v2": 1000}}]}]}
            """.formatted(TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}

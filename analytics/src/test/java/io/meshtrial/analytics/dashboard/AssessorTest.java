package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.ingest.accesslog.ProxyCounters;
import io.meshtrial.analytics.ingest.accesslog.Reception;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Row.Partition;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TopicCounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What silence and the gateway mean. Requests come from ten o'clock for five minutes. */
class AssessorTest {

    private static final String TOKEN = "abcdefghijklmnopqrstuv";
    private static final Instant TEN = Instant.parse("2026-11-22T10:00:00Z");
    private static final Instant NIGHT = Instant.parse("2026-11-22T11:00:00Z");
    private static final Reception HEARD = new Reception(1, 500, 500, 0, 0, 0, 0, new ProxyCounters(500, 0, 2, 2));
    private static final Reception NOT_ALL_HEARD =
            new Reception(1, 500, 500, 0, 0, 0, 0, new ProxyCounters(250, 0, 1, 2));
    private static final Reception NO_STREAM = new Reception(0, 500, 500, 0, 1, 0, 0, new ProxyCounters(500, 0, 2, 2));

    private final Assessor assessor = new Assessor(new FrozenPlans(id -> Optional.empty()));

    @Test
    void nobodyCallsWhereTheGatewayIsHeardAndHasSeenNoRequestEither() {
        assertThat(nobodyCalls(5, HEARD)).isTrue();
    }

    @Test
    void silenceAloneSaysNothing() {
        assertThat(nobodyCalls(5, null)).as("no access log is received").isFalse();
        assertThat(nobodyCalls(5, NO_STREAM)).as("no proxy sends its log").isFalse();
        assertThat(nobodyCalls(5, NOT_ALL_HEARD)).as("a proxy does not answer").isFalse();
        assertThat(nobodyCalls(0, HEARD)).as("it never told of this experiment").isFalse();
    }

    @Test
    void requestsWithoutEventsAreNoSilence() {
        assertThat(nobodyCalls(30, HEARD)).isFalse();
    }

    @Test
    void aWitnessIsNotBlindWhereItsFailuresAreJudged() {
        assertThat(assess("REQUEST", "APPLICATION", 5, HEARD).isBlind()).isFalse();
        assertThat(assess("REQUEST", "APPLICATION", 0, HEARD).isBlind()).isTrue();
        assertThat(assess("USER", "ACCESS_LOG", 5, HEARD).isBlind()).isFalse();
        assertThat(assess("USER", "APPLICATION", 5, HEARD).isBlind()).isFalse();
        assertThat(assess("USER", "APPLICATION", 0, HEARD).isBlind()).isTrue();
    }

    private boolean nobodyCalls(int gatewayMinutes, @Nullable Reception reception) {
        return assess("REQUEST", "APPLICATION", gatewayMinutes, reception)
                .evidence()
                .health()
                .nobodyCalls();
    }

    private Assessment assess(String unit, String source, int gatewayMinutes, @Nullable Reception reception) {
        Experiment experiment = experiment(unit, source);
        Results.Look look = new Results.Look(
                experiment,
                tallies(experiment.eventSource(), 5),
                gatewayMinutes == 0 ? ExperimentTallies.NONE : tallies(EventSource.ACCESS_LOG, gatewayMinutes),
                new TopicCounts(new Partition(500, 0, 0, 0, 0, 0, NIGHT.toEpochMilli(), 0), 500, 500),
                true,
                null,
                false,
                NIGHT,
                reception);
        return assessor.assess(look);
    }

    private static ExperimentTallies tallies(EventSource source, int minutes) {
        Map<Cell, Tally> totals = new HashMap<>();
        Map<Cell, SortedMap<Long, Tally>> byMinute = new HashMap<>();
        for (String variant : new String[] {"v1", "v2"}) {
            SortedMap<Long, Tally> own = new TreeMap<>();
            for (int minute = 0; minute < minutes; minute++) {
                own.put(
                        TEN.getEpochSecond() / 60 + minute,
                        new Tally(50, 0, 0, 0, 0, Int128.ZERO, Int128.ZERO, LatencyCounts.EMPTY, new TreeMap<>()));
            }
            Cell cell = new Cell(source, new Stratum("quiet", 1, 1, 0), variant, variant, TOKEN);
            byMinute.put(cell, own);
            totals.put(cell, own.values().stream().reduce(Tally.ZERO, Tally::plus));
        }
        return new ExperimentTallies(1, totals, byMinute, Map.of());
    }

    private static Experiment experiment(String unit, String source) {
        String json = """
            {"schema": 1, "id": "quiet", "state": "RUNNING", "startedAt": "2026-11-22T10:00:00Z", "eventSource": "%s",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "metrics": []},
             "revisions": [{"number": 1, "at": "2026-11-22T10:00:00Z", "tokens": ["%s"],
               "allocations": [{"rule": "1", "drawingRevision": 1, "unit": "%s",
                 "randomised": true, "weights": {"v1": 5000, "v2": 5000}}]}]}
            """.formatted(source, TOKEN, unit);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}

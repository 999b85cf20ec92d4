package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.Dispute;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** When a rebuild gives the same tallies, and what differs where the definition was another when events were tallied. */
class RebuildConditionsTest {

    private static final Map<String, FrozenThreshold> FROZEN = Map.of("latency-p95", TestExperiment.THRESHOLD);
    private static final Measurement UNDISPUTED = Measurement.of(TestExperiment.experiment(), FROZEN);
    private static final Measurement DISPUTED = Measurement.of(
            TestExperiment.experiment(List.of(new Dispute(
                    Instant.ofEpochMilli(TestEvents.START_MILLIS + 120_000),
                    Instant.ofEpochMilli(TestEvents.START_MILLIS + 240_000)))),
            FROZEN);

    private final List<RequestEvent> events = events();

    @Test
    void aDisputeThatWasKnownInTimeIsRebuiltBitForBit() {
        PartitionRun first = run(DISPUTED, DISPUTED);
        assertThat(run(DISPUTED, DISPUTED).tallies.bytes()).isEqualTo(first.tallies.bytes());
        assertThat(read(first).users()).isNotEmpty();
    }

    @Test
    void aDisputeToldLateIsOutOfUsersAndSegmentsInARebuildAlone() {
        PartitionRun late = run(UNDISPUTED, DISPUTED);
        PartitionRun rebuilt = run(DISPUTED, DISPUTED);
        assertThat(read(rebuilt).minutes()).isEqualTo(read(late).minutes());
        assertThat(users(rebuilt)).isLessThan(users(late));
        assertThat(read(rebuilt).segments()).isNotEqualTo(read(late).segments());
    }

    @Test
    void eventsBeforeTheirDefinitionHaveUsersAndTheCapInARebuildAlone() {
        PartitionRun late = run(Measurement.UNKNOWN, UNDISPUTED);
        PartitionRun rebuilt = run(UNDISPUTED, UNDISPUTED);
        assertThat(read(late).totals().keySet())
                .isEqualTo(read(rebuilt).totals().keySet());
        read(rebuilt).totals().forEach((cell, tally) -> {
            Tally before = read(late).totals().getOrDefault(cell, Tally.ZERO);
            assertThat(before.requests()).isEqualTo(tally.requests());
            assertThat(before.errors()).isEqualTo(tally.errors());
            assertThat(before.values()).isEqualTo(tally.values());
        });
        assertThat(users(rebuilt)).isGreaterThan(users(late));
    }

    @Test
    void aDeletedExperimentsRequestsAreRebuiltWithoutUsers() {
        PartitionRun rebuilt = run(Measurement.UNKNOWN, Measurement.UNKNOWN);
        assertThat(read(rebuilt).totals().keySet())
                .isEqualTo(read(run(UNDISPUTED, UNDISPUTED)).totals().keySet());
        assertThat(read(rebuilt).users()).isEmpty();
    }

    /** Tallies the first half of the events by one definition, the second by the other. */
    private PartitionRun run(Measurement first, Measurement then) {
        Measurement[] known = {first};
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT, none -> known[0]);
        for (int i = 0; i < events.size(); i++) {
            if (i == events.size() / 2) {
                run.commit();
                known[0] = then;
            }
            RequestEvent event = events.get(i);
            run.add(
                    new EventIdentity.Numbered(new EventId("rebuild", i)),
                    event,
                    event.getStartEpochMicros() / 1000 + 5);
        }
        run.commit();
        return run;
    }

    private static List<RequestEvent> events() {
        SplittableRandom random = new SplittableRandom(8);
        List<RequestEvent> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            events.add(UserEvents.next(random, 200, TestEvents.START_MILLIS + random.nextInt(300_000)));
        }
        return events;
    }

    private static ExperimentTallies read(PartitionRun run) {
        return run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
    }

    private static long users(PartitionRun run) {
        return read(run).users().values().stream()
                .flatMap(users -> users.all().metrics().values().stream())
                .mapToLong(sums -> sums.n().low())
                .sum();
    }
}

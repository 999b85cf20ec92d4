package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.Dispute;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What has minutes keeps those of a dispute apart for good; users and segments do not count them. */
class DisputedTallyTest {

    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    private long sequence;

    private static PartitionRun run(long fromMillis, long untilMillis) {
        Dispute dispute = new Dispute(
                Instant.ofEpochMilli(TestEvents.START_MILLIS + fromMillis),
                Instant.ofEpochMilli(TestEvents.START_MILLIS + untilMillis));
        Measurement measurement = Measurement.of(
                TestExperiment.experiment(List.of(dispute)), Map.of("latency-p95", TestExperiment.THRESHOLD));
        return new PartitionRun(TallyBounds.DEFAULT, experiment -> measurement);
    }

    private void add(PartitionRun run, RequestEvent event) {
        run.add(new EventIdentity.Numbered(new EventId("test", sequence++)), event, event.getStartEpochMicros() / 1000);
    }

    @Test
    void usersAndSegmentsAreThoseOfARunWithoutTheDisputedMinutes() {
        PartitionRun disputed = run(3 * MINUTE, 5 * MINUTE);
        PartitionRun without = new PartitionRun(TallyBounds.DEFAULT);
        SplittableRandom random = new SplittableRandom(7);
        long start = Math.floorDiv(TestEvents.START_MILLIS, MINUTE);
        long left = 0;
        for (int i = 0; i < 8_000; i++) {
            RequestEvent event = UserEvents.next(random, 400, TestEvents.START_MILLIS + random.nextInt(600_000));
            long minute = Math.floorDiv(event.getStartEpochMicros() / 1000, MINUTE);
            add(disputed, event);
            if (minute < start + 3 || minute > start + 5) {
                add(without, event);
            } else {
                left++;
            }
        }
        disputed.commit();
        without.commit();
        ExperimentTallies ours = read(disputed);
        ExperimentTallies theirs = read(without);
        assertThat(left).isPositive();
        assertThat(ours.users()).isEqualTo(theirs.users());
        assertThat(ours.segments()).isEqualTo(theirs.segments());
        assertThat(requests(ours) - requests(theirs)).isEqualTo(left);
    }

    @Test
    void anHourWithADisputeStaysInMinutes() {
        PartitionRun run = run(10 * HOUR + 20 * MINUTE, 10 * HOUR + 25 * MINUTE);
        SplittableRandom random = new SplittableRandom(8);
        for (int minute = 0; minute < 60 * 60; minute++) {
            add(
                    run,
                    TestEvents.random(random, 1).toBuilder()
                            .setStartEpochMicros((TestEvents.START_MILLIS + minute * MINUTE) * 1000)
                            .build());
        }
        run.commit();
        long tenth = Math.floorDiv(TestEvents.START_MILLIS + 10 * HOUR, HOUR);
        long ninth = tenth - 1;
        assertThat(minutesOf(run, tenth)).isEqualTo(60);
        assertThat(minutesOf(run, ninth)).isLessThan(60);
    }

    private static long minutesOf(PartitionRun run, long hour) {
        return read(run).minutes().values().stream()
                .flatMap(minutes -> minutes.keySet().stream())
                .filter(minute -> minute / 60 == hour)
                .distinct()
                .count();
    }

    private static long requests(ExperimentTallies tallies) {
        return tallies.totals().values().stream()
                .mapToLong(tally -> tally.requests() + tally.bots())
                .sum();
    }

    private static ExperimentTallies read(PartitionRun run) {
        return run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
    }
}

package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Minutes for two days, hours after that; the sums stay what they are. */
class RetentionTest {

    private static final int HOURS = 60;
    private static final long HOUR_MILLIS = 3_600_000;

    @Test
    void minutesBecomeHoursAfterTwoDaysAndNothingIsLost() {
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        Recount recount = new Recount();
        for (Sent sent : traffic(1)) {
            run.add(new EventIdentity.Numbered(sent.id), sent.event, sent.appendMillis);
            recount.add(sent.id, sent.event, sent.appendMillis);
        }
        run.commit();

        ExperimentTallies read = run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
        assertThat(read.totals()).isEqualTo(recount.totals());
        long lastHour = TestEvents.START_MILLIS / HOUR_MILLIS + HOURS - 1;
        for (SortedMap<Long, Tally> minutes : read.minutes().values()) {
            long firstHour = minutes.firstKey() / 60;
            assertThat(minutes.keySet())
                    .allSatisfy(minute -> assertThat(minute / 60 < firstHour + Retention.FIRST_HOURS
                                    || minute / 60 >= lastHour - Retention.MINUTES.toHours()
                                    || minute % 60 == 0)
                            .as("minute %s is kept", minute)
                            .isTrue());
            assertThat(minutes.values().stream().reduce(Tally.ZERO, Tally::plus).requests())
                    .isPositive();
        }
        assertThat(run.tallies.count(TallyKey.HourKey.class)).isPositive();
        assertThat(run.tallies.count(TallyKey.MinuteKey.class)).isLessThan(recountedMinutes(recount));
    }

    @Test
    void aRunWithRestartsLeavesTheSameBitsAsARunWithout() {
        PartitionRun unbroken = new PartitionRun(TallyBounds.DEFAULT);
        PartitionRun broken = new PartitionRun(TallyBounds.DEFAULT);
        SplittableRandom random = new SplittableRandom(9);
        for (Sent sent : traffic(2)) {
            unbroken.add(new EventIdentity.Numbered(sent.id), sent.event, sent.appendMillis);
            broken.add(new EventIdentity.Numbered(sent.id), sent.event, sent.appendMillis);
            if (random.nextInt(500) == 0) {
                broken.commit();
                broken.restart();
            }
        }
        unbroken.commit();
        broken.commit();

        assertThat(broken.tallies.bytes()).isEqualTo(unbroken.tallies.bytes());
    }

    /** Fault 6: out of order by up to five minutes either way. */
    @Test
    void eventsOutOfOrderGiveTheSameTotalsAndLateOnesAreCounted() {
        List<Sent> inOrder = traffic(3);
        List<RequestEvent> shuffled =
                new ArrayList<>(inOrder.stream().map(s -> s.event).toList());
        Collections.shuffle(shuffled, new Random(4));
        PartitionRun first = new PartitionRun(TallyBounds.DEFAULT);
        PartitionRun second = new PartitionRun(TallyBounds.DEFAULT);
        SplittableRandom random = new SplittableRandom(5);
        long late = 0;
        for (RequestEvent event : shuffled.subList(0, 4_000)) {
            EventIdentity id = new EventIdentity.Unnamed();
            long start = event.getStartEpochMicros() / 1000;
            first.add(id, event, start);
            long append = start + random.nextLong(-300_000, 300_000);
            second.add(id, event, append);
            late += append - start > 60_000 ? 1 : 0;
        }
        first.commit();
        second.commit();

        assertThat(withoutLate(second)).isEqualTo(withoutLate(first));
        assertThat(second.tallies.board().counts().seen().late()).isEqualTo(late);
        assertThat(first.tallies.board().counts().seen().late()).isZero();
    }

    private static List<Tally> withoutLate(PartitionRun run) {
        return run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION).totals().entrySet().stream()
                .sorted(java.util.Comparator.comparing(e -> e.getKey().toString()))
                .map(java.util.Map.Entry::getValue)
                .map(t -> new Tally(
                        t.requests(),
                        t.errors(),
                        t.aborted(),
                        t.bots(),
                        0,
                        t.durationSum(),
                        t.durationSquares(),
                        t.answered(),
                        t.values()))
                .toList();
    }

    private static long recountedMinutes(Recount recount) {
        return recount.totals().size() * HOURS * 60L;
    }

    private static List<Sent> traffic(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Sent> sent = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            long append = TestEvents.START_MILLIS + (long) i * HOURS * HOUR_MILLIS / 12_000;
            long start = append - random.nextLong(random.nextInt(20) == 0 ? 7_200_000 : 200);
            RequestEvent event = TestEvents.random(random, 1).toBuilder()
                    .setStartEpochMicros(start * 1000)
                    .build();
            sent.add(new Sent(new EventId("pod-" + i / 4_000, i), event, append));
        }
        return sent;
    }

    private record Sent(EventId id, RequestEvent event, long appendMillis) {}
}

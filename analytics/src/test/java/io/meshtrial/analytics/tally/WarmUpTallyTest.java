package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Test;

/**
 * STATISTICS, traps: warm-up is the first minutes of a revision, in both arms. Revision 1 begins at the start, revision 2 five
 * minutes later; each warms up for two minutes. The oracle is a run to which those events were never given.
 */
class WarmUpTallyTest {

    private static final long MINUTE = 60_000;
    private static final Duration WARM_UP = Duration.ofMinutes(2);

    private long sequence;

    @Test
    void usersAndSegmentsAreThoseOfARunWithoutTheFirstMinutes() {
        PartitionRun warming = run(TestExperiment.experiment(List.of(), WARM_UP));
        PartitionRun without = new PartitionRun(TallyBounds.DEFAULT);
        long left = feed(warming, without, minute -> minute < 2, minute -> minute < 7);
        ExperimentTallies ours = read(warming);
        ExperimentTallies theirs = read(without);
        assertThat(left).isPositive();
        assertThat(ours.users()).isEqualTo(theirs.users()).isNotEmpty();
        assertThat(ours.segments()).isEqualTo(theirs.segments()).isNotEmpty();
        assertThat(requests(ours) - requests(theirs)).isEqualTo(left);
    }

    @Test
    void aRevisionWhoseDefinitionIsUnderWayIsInItsWarmUp() {
        Experiment before = TestExperiment.experiment(List.of(), WARM_UP);
        Experiment ofOne = new Experiment(
                before.id(),
                before.name(),
                null,
                before.namespace(),
                before.service(),
                null,
                before.state(),
                before.startedAt(),
                null,
                before.eventSource(),
                before.variants(),
                before.plan(),
                before.revisions().subList(0, 1),
                true,
                List.of());
        PartitionRun early = run(ofOne);
        PartitionRun without = new PartitionRun(TallyBounds.DEFAULT);
        feed(early, without, minute -> minute < 2, minute -> true);
        assertThat(read(early).users()).isEqualTo(read(without).users()).isNotEmpty();
        assertThat(read(early).segments()).isEqualTo(read(without).segments());
    }

    private long feed(PartitionRun all, PartitionRun some, LongPredicate firstWarmsUp, LongPredicate secondWarmsUp) {
        SplittableRandom random = new SplittableRandom(7);
        long left = 0;
        for (int i = 0; i < 8_000; i++) {
            RequestEvent event = UserEvents.next(random, 400, TestEvents.START_MILLIS + random.nextInt(600_000));
            long minute = Math.floorDiv(event.getStartEpochMicros() / 1000, MINUTE)
                    - Math.floorDiv(TestEvents.START_MILLIS, MINUTE);
            add(all, event);
            if ((event.getDrawingRevision() == 1 ? firstWarmsUp : secondWarmsUp).test(minute)) {
                left++;
            } else {
                add(some, event);
            }
        }
        all.commit();
        some.commit();
        return left;
    }

    private static PartitionRun run(Experiment experiment) {
        Measurement measurement = Measurement.of(experiment, Map.of("latency-p95", TestExperiment.THRESHOLD));
        return new PartitionRun(TallyBounds.DEFAULT, none -> measurement);
    }

    private void add(PartitionRun run, RequestEvent event) {
        run.add(new EventIdentity.Numbered(new EventId("test", sequence++)), event, event.getStartEpochMicros() / 1000);
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

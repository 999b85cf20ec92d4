package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Browser;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever may write anything into an event fills no place of what is genuine, and no row without bound. */
class InventedNamesTest {

    private static final int INVENTED = 5_000;
    private static final int GENUINE = 100;

    private final Measurement measurement = TestExperiment.measurement();
    private final PartitionRun run = new PartitionRun(
            TallyBounds.DEFAULT,
            experiment -> experiment.equals(TestEvents.EXPERIMENT) ? measurement : Measurement.UNKNOWN);
    private final SplittableRandom random = new SplittableRandom(12);

    @Test
    void namesOfValuesBeyondTheBoundShareOneAndThePlansOwnAreKept() {
        for (int i = 0; i < INVENTED; i++) {
            add(genuine().clearValues().putValues("name-" + i, 1).build());
        }
        for (int i = 0; i < GENUINE; i++) {
            add(genuine().clearValues().putValues("results", 3).build());
        }
        run.commit();

        ValueSums others = values(KnownCells.OTHER);
        assertThat(others.count()).isEqualTo(INVENTED - ValueNames.MAX);
        assertThat(values("results").count()).isEqualTo(GENUINE);
        assertThat(read().totals().values())
                .allSatisfy(tally -> assertThat(tally.values()).hasSizeLessThanOrEqualTo(ValueNames.MAX + 2));
        assertThat(run.tallies.bytes().values()).allMatch(row -> row.remaining() < 32 * 1024);
        assertThat(run.tallies.refusals.rows()).isZero();
    }

    @Test
    void inventedTokensAreForgedWhateverElseTheyClaimAndGenuineEventsKeepTheirCells() {
        for (int i = 0; i < INVENTED; i++) {
            add(genuine()
                    .setToken("invented-" + i)
                    .setDrawingRevision(i % 3 == 0 ? 1_000 + i : 1)
                    .setBot(i % 5 == 0)
                    .setRoute("/invented/" + i)
                    .clearValues()
                    .putValues("invented-" + i, 1)
                    .build());
        }
        for (int i = 0; i < GENUINE; i++) {
            add(genuine().setRoute("/genuine").build());
        }
        run.commit();

        Traffic traffic = TrafficSorter.sort(TestExperiment.experiment(), read(), Window.ALL);
        assertThat(traffic.leftOut().forged()).isEqualTo(INVENTED);
        assertThat(traffic.leftOut().unknownRevision()).isZero();
        assertThat(traffic.leftOut().bots()).isZero();
        assertThat(traffic.requests()).isEqualTo(GENUINE);
        assertThat(read().totals()).hasSizeLessThan(ExperimentCells.MAX_UNPROVEN + 10);
        assertThat(run.tallies.board().counts().seen().overflowed()).isZero();
        assertThat(read().segments().keySet().stream().map(TallyKey.SegmentKey::name))
                .contains("/genuine")
                .noneMatch(name -> name.startsWith("/invented"));
        assertThat(read().totals().values().stream().flatMap(tally -> tally.values().keySet().stream()))
                .noneMatch(name -> name.startsWith("invented"));
    }

    @Test
    void aTokenWhoseDefinitionIsUnderWayIsForgedOnlyUntilItArrives() {
        add(genuine().setToken("of-the-next-revision").setDrawingRevision(3).build());
        run.commit();
        Traffic before = TrafficSorter.sort(TestExperiment.experiment(), read(), Window.ALL);
        assertThat(before.leftOut().forged()).isEqualTo(1);
        assertThat(read().totals().keySet()).anyMatch(cell -> cell.token().equals("of-the-next-revision"));
    }

    @Test
    void inventedExperimentsShareOneTallyBeyondTheBoundAndSurviveARestart() {
        for (int i = 0; i < INVENTED; i++) {
            add(genuine().setExperiment("invented-" + i % 1_000).build());
            if (i == INVENTED / 2) {
                run.commit();
                run.restart();
            }
        }
        add(genuine().build());
        run.commit();

        TallyBoard board = run.tallies.board();
        assertThat(board.experiments()).hasSize(KnownCells.MAX_UNDEFINED + 2);
        assertThat(Stream.concat(Stream.of(KnownCells.OTHER), board.experiments().stream())
                        .distinct()
                        .flatMap(name -> board.of(name, EventSource.APPLICATION).totals().values().stream())
                        .mapToLong(Tally::requests)
                        .sum())
                .isEqualTo(INVENTED + 1);
        assertThat(board.of(KnownCells.OTHER, EventSource.APPLICATION).totals()).hasSize(1);
        assertThat(read().totals().values().stream().mapToLong(Tally::requests).sum())
                .isEqualTo(1);
    }

    @Test
    void aRowThatIsTooLargeAllTheSameIsCountedAndStopsNothing() {
        TallyKey key = new TallyKey.InstanceKey("x".repeat(Refusals.MAX_ROW));
        run.tallies.open("tallies").write(key, new Row.Instance(1, 1, 1));
        assertThat(run.tallies.refusals.rows()).isEqualTo(1);
        assertThat(run.tallies.size()).isZero();
    }

    private RequestEvent.Builder genuine() {
        return TestEvents.random(random, 60_000).toBuilder().setBot(false).setBrowser(Browser.FIREFOX);
    }

    private void add(RequestEvent event) {
        run.add(new EventIdentity.Unnamed(), event, event.getStartEpochMicros() / 1000);
    }

    private ValueSums values(String name) {
        return read().totals().values().stream()
                .map(tally -> tally.value(name))
                .reduce(ValueSums.ZERO, ValueSums::plus);
    }

    private ExperimentTallies read() {
        return run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
    }
}

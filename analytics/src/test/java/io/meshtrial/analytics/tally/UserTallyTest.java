package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over users, held against a plain recount that keeps every request of every user. */
class UserTallyTest {

    private static final int EVENTS = 12_000;

    private final StoredRows tallies = new StoredRows();
    private final StoredRows units = new StoredRows();
    private final UserRecount recount = new UserRecount();
    private CommitStore openTallies = tallies.open("tallies");
    private CommitStore openUnits = units.open("units");
    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sumsEqualThePlainRecountThroughRestarts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int start = 0; start < 5; start++) {
            run(random, 10_000, EVENTS / 5, 400);
        }

        ExperimentTallies read = tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
        assertThat(read.users()).isEqualTo(recount.tallies(0));
        assertThat(read.sample().share()).isEqualTo(1);
        assertThat(read.sample().units()).isEqualTo(units(read.users()));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void atTheBoundTheThresholdHalvesAndLeaversAreSubtractedExactly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int start = 0; start < 3; start++) {
            run(random, 100, EVENTS / 3, 600);
        }

        ExperimentTallies read = tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
        assertThat(read.sample().units()).isBetween(20L, 100L);
        assertThat(read.sample().share()).isLessThan(0.25);
        int halvings = -Math.getExponent(read.sample().share());
        assertThat(withoutBeyondCap(read.users())).isEqualTo(withoutBeyondCap(recount.tallies(halvings)));
    }

    @Test
    void theLogOfUnitsStaysWithinFourTimesTheirNumber() {
        SplittableRandom random = new SplittableRandom(5);
        PartitionTallies partition = open(10_000);
        int largest = 0;
        for (int i = 0; i < EVENTS; i++) {
            add(partition, event(random, 400));
            if (i % 20 == 0) {
                openUnits.flushCache();
                largest = Math.max(largest, units.size());
            }
        }
        openTallies.flushCache();
        openUnits.flushCache();
        long held = tallies.board()
                .of(TestEvents.EXPERIMENT, EventSource.APPLICATION)
                .sample()
                .units();
        assertThat(units.records()).isLessThan(4 * held);
        assertThat(largest).isLessThan(EVENTS / 20 / 2);
    }

    @Test
    void aUnitEntersWithItsFirstThousandRequestsAndTheRestIsCounted() {
        RequestEvent event = event(new SplittableRandom(3), 1).toBuilder()
                .setUnitKind(UnitKind.USER)
                .setCurrentDrawingRevision(1)
                .setDrawingRevision(1)
                .setVariant("v1")
                .setServedVersion("v1")
                .setBot(false)
                .build();
        PartitionTallies partition = open(10_000);
        for (int i = 0; i < 1_500; i++) {
            add(partition, event);
        }
        openTallies.flushCache();

        UserTally tally = tallies.board()
                .of(TestEvents.EXPERIMENT, EventSource.APPLICATION)
                .users()
                .values()
                .iterator()
                .next();
        assertThat(tally.returned().units()).isEqualTo(1);
        assertThat(tally.returned().requests()).isEqualTo(1_000);
        assertThat(tally.beyondCap()).isEqualTo(500);
        assertThat(tally.returned().metric("requests").ss()).isEqualTo(Int128.of(1_000_000));
    }

    private PartitionTallies open(long bound) {
        openTallies = tallies.open("tallies");
        openUnits = units.open("units");
        return new PartitionTallies(openTallies, openUnits, TestExperiment.measurements(), new TallyBounds(bound));
    }

    /** A task's life: restored, fed, committed now and then, and gone after its last commit. */
    private void run(SplittableRandom random, long bound, int events, int pool) {
        PartitionTallies partition = open(bound);
        for (int i = 0; i < events; i++) {
            add(partition, event(random, pool));
            if (random.nextInt(200) == 0 || i == events - 1) {
                openTallies.flushCache();
                openUnits.flushCache();
            }
        }
    }

    private void add(PartitionTallies partition, RequestEvent event) {
        long append = event.getStartEpochMicros() / 1000 + 50;
        partition.at(append);
        partition.add(Optional.of(new EventId("test", sequence++)), event, append);
        recount.add(new Observation(event, append));
    }

    /** A request of one of so many users, with all that happens to them: redraws, crossovers, lost cookies. */
    private static RequestEvent event(SplittableRandom random, int pool) {
        RequestEvent event = TestEvents.random(random, 600_000);
        int user = random.nextInt(random.nextInt(1, pool + 1));
        int drawn = 1 + user % 2;
        int roll = random.nextInt(100);
        String usual = user % 10 < 3 ? "v2" : "v1";
        String variant = roll < 3 ? (usual.equals("v1") ? "v2" : "v1") : usual;
        return event.toBuilder()
                .setUnit(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(user).putLong(7).array()))
                .setUnitKind(
                        roll == 50 ? UnitKind.GENERATED : user % 7 == 0 || roll > 80 ? UnitKind.REQUEST : UnitKind.USER)
                .setDrawingRevision(drawn)
                .setCurrentDrawingRevision(random.nextInt(10) == 0 ? 2 : drawn)
                .setOrigin(user % 5 == 0 ? 1 : 0)
                .setVariant(variant)
                .setServedVersion(roll == 60 ? "v3" : variant)
                .build();
    }

    private static long units(Map<UserCell, UserTally> users) {
        return users.values().stream().mapToLong(t -> t.all().units()).sum();
    }

    private static Map<UserCell, UserTally> withoutBeyondCap(Map<UserCell, UserTally> users) {
        Map<UserCell, UserTally> all = new java.util.HashMap<>();
        users.forEach((cell, tally) -> all.put(
                cell, new UserTally(tally.returned(), tally.drawnOnly(), tally.outside(), tally.withoutId(), 0)));
        all.values().removeIf(UserTally.ZERO::equals);
        return all;
    }
}

package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.EventId;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over users, held against a plain recount of every user. */
class UserTallyTest {

    private static final int EVENTS = 12_000;

    private final UserRecount recount = new UserRecount();
    private long sequence;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void sumsEqualThePlainRecountThroughRestarts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        for (int start = 0; start < 5; start++) {
            feed(run, random, EVENTS / 5, 400);
            run.restart();
        }

        ExperimentTallies read = read(run);
        assertThat(read.users()).isEqualTo(recount.tallies(0));
        assertThat(read.sample().share()).isEqualTo(1);
        assertThat(read.sample().units())
                .isEqualTo(read.users().values().stream()
                        .mapToLong(t -> t.all().units())
                        .sum());
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void atTheBoundTheThresholdHalvesAndLeaversAreSubtractedExactly(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PartitionRun run = new PartitionRun(new TallyBounds(100));
        for (int start = 0; start < 3; start++) {
            feed(run, random, EVENTS / 3, 600);
            run.restart();
        }

        ExperimentTallies read = read(run);
        assertThat(read.sample().units()).isBetween(20L, 100L);
        assertThat(read.sample().share()).isLessThan(0.25);
        int halvings = -Math.getExponent(read.sample().share());
        assertThat(withoutBeyondCap(read.users())).isEqualTo(withoutBeyondCap(recount.tallies(halvings)));
    }

    @Test
    void theLogOfUnitsHoldsTwoTurnsAndOneCommitAtMost() {
        SplittableRandom random = new SplittableRandom(5);
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        for (int i = 0; i < 600; i++) {
            feed(run, random, 20, 400);
            run.commit();
        }
        // A turn writes every unit once, and beside it as many changes.
        long turn = 2 * read(run).sample().units();
        assertThat(run.units.records()).isLessThanOrEqualTo(2 * turn + 2 * 20);
    }

    @Test
    void aUnitEntersWithItsFirstThousandRequestsAndTheRestIsCounted() {
        RequestEvent event = UserEvents.next(new SplittableRandom(3), 1, TestEvents.START_MILLIS).toBuilder()
                .setUnitKind(UnitKind.USER)
                .setCurrentDrawingRevision(1)
                .setDrawingRevision(1)
                .setVariant("v1")
                .setServedVersion("v1")
                .setBot(false)
                .build();
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        for (int i = 0; i < 1_500; i++) {
            add(run, event);
        }
        run.commit();

        UserTally tally = read(run).users().values().iterator().next();
        assertThat(tally.returned().units()).isEqualTo(1);
        assertThat(tally.returned().requests()).isEqualTo(1_000);
        assertThat(tally.beyondCap()).isEqualTo(500);
        assertThat(tally.returned().metric("requests").ss()).isEqualTo(Int128.of(1_000_000));
    }

    /** Intention to treat: the first assignment counts, whatever serves it; what did not serve has no outcome. */
    @Test
    void aUnitThatAnotherVersionServedFirstStaysWhereItWasAssigned() {
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        RequestEvent toTreatment = of("v2", "v1", 503);
        add(run, toTreatment);
        add(run, of("v2", "v2", 200));
        add(run, of("v2", "v2", 503));
        add(run, of("v1", "v1", 200));
        run.commit();

        Map<UserCell, UserTally> users = read(run).users();
        assertThat(users.keySet()).extracting(UserCell::variant).containsExactly("v2");
        UserSums sums = users.values().iterator().next().all();
        assertThat(sums.units()).isEqualTo(1);
        assertThat(sums.crossovers()).isEqualTo(1);
        assertThat(sums.requests()).isEqualTo(3);
        assertThat(sums.errorUnits()).isEqualTo(1);
        assertThat(sums.metric("error-rate").s()).isEqualTo(Int128.of(1));
        assertThat(sums.metric("requests").n()).isEqualTo(Int128.of(1));
        assertThat(sums.metric("requests").s()).isEqualTo(Int128.of(3));
    }

    @Test
    void aUnitThatItsVariantNeverServedIsAUnitWithoutRequests() {
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        add(run, of("v2", "v1", 503));
        run.restart();
        add(run, of("v2", "v1", 503));
        run.commit();
        run.restart();
        add(run, of("v2", "v1", 503));
        run.commit();

        UserSums sums = read(run).users().values().iterator().next().all();
        assertThat(sums.units()).isEqualTo(1);
        assertThat(sums.errorUnits()).isZero();
        assertThat(sums.requests()).isZero();
        assertThat(sums.metric("error-rate")).isEqualTo(RatioSums.ZERO);
        assertThat(sums.metric("requests").units()).isEqualTo(1);
        assertThat(sums.metric("requests").s()).isEqualTo(Int128.ZERO);
    }

    /** Beside the application the gateway tells of failures alone, which no application saw, and adds to none of its sums. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22})
    void theGatewaysUsersAreCountedApart(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        PartitionRun run = new PartitionRun(TallyBounds.DEFAULT);
        Map<String, Set<ByteString>> users = new HashMap<>();
        Map<String, Set<ByteString>> failing = new HashMap<>();
        Map<String, Long> requests = new HashMap<>();
        for (int start = 0; start < 3; start++) {
            feed(run, random, 1_000, 200);
            for (int i = 0; i < 1_000; i++) {
                RequestEvent seen = ofUser(random.nextInt(300), random.nextInt(10) == 0 ? 503 : 200);
                String variant = seen.getVariant();
                run.add(
                        new EventIdentity.Numbered(new EventId("gateway", sequence++)),
                        seen,
                        seen.getStartEpochMicros() / 1000 + 50);
                users.computeIfAbsent(variant, none -> new HashSet<>()).add(seen.getUnit());
                requests.merge(variant, 1L, Long::sum);
                if (seen.getStatus() == 503) {
                    failing.computeIfAbsent(variant, none -> new HashSet<>()).add(seen.getUnit());
                }
            }
            run.commit();
            run.restart();
        }

        assertThat(read(run).users()).isEqualTo(recount.tallies(0));
        Map<UserCell, UserTally> witnessed = run.tallies
                .board()
                .of(TestEvents.EXPERIMENT, EventSource.ACCESS_LOG)
                .users();
        assertThat(witnessed).hasSize(2);
        witnessed.forEach((cell, tally) -> {
            assertThat(tally.all().units())
                    .isEqualTo(users.getOrDefault(cell.variant(), Set.of()).size());
            assertThat(tally.all().errorUnits())
                    .isEqualTo(failing.getOrDefault(cell.variant(), Set.of()).size());
            assertThat(tally.all().metrics().keySet()).containsExactly("gateway-errors");
            assertThat(tally.all().metric("gateway-errors").n())
                    .isEqualTo(Int128.of(requests.getOrDefault(cell.variant(), 0L)));
        });
    }

    /** A request of one of so many users as the gateway logs it: the user's number decides the variant. */
    private static RequestEvent ofUser(int user, int status) {
        String variant = user % 10 < 3 ? "v2" : "v1";
        return of(variant, variant, status).toBuilder()
                .setSource(Source.ACCESS_LOG)
                .setUnit(ByteString.copyFrom(
                        ByteBuffer.allocate(16).putLong(user).putLong(9).array()))
                .build();
    }

    private static RequestEvent of(String variant, String served, int status) {
        return UserEvents.next(new SplittableRandom(3), 1, TestEvents.START_MILLIS).toBuilder()
                .setUnitKind(UnitKind.USER)
                .setCurrentDrawingRevision(1)
                .setDrawingRevision(1)
                .setOrigin(0)
                .setVariant(variant)
                .setServedVersion(served)
                .setStatus(status)
                .setCompletion(Completion.ANSWERED)
                .setBot(false)
                .build();
    }

    /**
     * What is stated of memory, in bytes of the arrays: a million units with three columns, and with the eight of an error
     * rate, a latency quantile's five edges, a value, and requests.
     */
    @Test
    void aMillionUnitsTakeWhatIsStated() {
        assertThat(megabytesOfAMillion(3)).isBetween(56.0, 57.0);
        assertThat(megabytesOfAMillion(8)).isBetween(96.0, 97.0);
    }

    private static double megabytesOfAMillion(int columns) {
        UnitTable table = new UnitTable(columns);
        SplittableRandom random = new SplittableRandom(8);
        for (int i = 0; i < 1_000_000; i++) {
            table.add(random.nextLong(), random.nextLong(), UnitRecord.state(0, 0, 1));
        }
        return table.bytes() / 1e6;
    }

    private void feed(PartitionRun run, SplittableRandom random, int events, int users) {
        for (int i = 0; i < events; i++) {
            add(run, UserEvents.next(random, users, TestEvents.START_MILLIS + random.nextInt(600_000)));
            if (random.nextInt(200) == 0 || i == events - 1) {
                run.commit();
            }
        }
    }

    private void add(PartitionRun run, RequestEvent event) {
        long append = event.getStartEpochMicros() / 1000 + 50;
        run.add(new EventIdentity.Numbered(new EventId("test", sequence++)), event, append);
        recount.add(new EventObservation(event, append));
    }

    private static ExperimentTallies read(PartitionRun run) {
        return run.tallies.board().of(TestEvents.EXPERIMENT, EventSource.APPLICATION);
    }

    private static Map<UserCell, UserTally> withoutBeyondCap(Map<UserCell, UserTally> users) {
        Map<UserCell, UserTally> all = new HashMap<>();
        users.forEach((cell, tally) -> all.put(
                cell, new UserTally(tally.returned(), tally.drawnOnly(), tally.outside(), tally.withoutId(), 0)));
        all.values().removeIf(UserTally.ZERO::equals);
        return all;
    }
}

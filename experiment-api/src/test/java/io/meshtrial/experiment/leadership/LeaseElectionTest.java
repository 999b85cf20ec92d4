package io.meshtrial.experiment.leadership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The election over a lease that is kept as the API keeps it, on a clock that the test moves. */
class LeaseElectionTest {

    private static final LeadershipProperties SETTINGS = new LeadershipProperties(
            "", "experiment-api", Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(2), null);

    /**
     * One object with a resource version; both writes are refused where somebody else was faster. Each call may take its
     * time, and something may happen before it is carried out.
     */
    private static final class StoredLease implements LeaseStore {
        private Lease stored = new Lease("", Duration.ZERO, Instant.EPOCH, Instant.EPOCH, 0, null);
        private int version;
        private volatile boolean away;
        private Runnable before = () -> {};

        private void ask() {
            before.run();
            if (away) {
                throw new LeaseUnavailable("away");
            }
        }

        @Override
        public synchronized Optional<Lease> read() {
            ask();
            return version == 0 ? Optional.empty() : Optional.of(stored);
        }

        @Override
        public synchronized boolean create(Lease lease) {
            ask();
            return version == 0 && put(lease);
        }

        @Override
        public synchronized boolean replace(Lease lease) {
            ask();
            return String.valueOf(version).equals(lease.resourceVersion()) && put(lease);
        }

        private synchronized boolean put(Lease lease) {
            version++;
            stored = new Lease(
                    lease.holder(),
                    lease.duration(),
                    lease.acquiredAt(),
                    lease.renewedAt(),
                    lease.transitions(),
                    String.valueOf(version));
            return true;
        }
    }

    private final StoredLease lease = new StoredLease();
    private volatile long nanos = 1;
    private final LeaseElection one = election("one");
    private final LeaseElection two = election("two");

    private LeaseElection election(String identity) {
        return new LeaseElection(
                lease, SETTINGS, identity, event -> {}, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), () -> nanos);
    }

    private void passes(Duration time) {
        nanos = nanos + time.toNanos();
    }

    @Test
    void theFirstToComeLeadsAndTheOtherWaits() {
        one.attempt();
        two.attempt();
        assertThat(one.holds()).isTrue();
        assertThat(two.holds()).isFalse();
        assertThat(two.holder()).isEqualTo("one");
    }

    @Test
    void aLeaderThatIsPausedHoldsNothingWhenItWakesAndAnotherLeadsWithinTwentySeconds() {
        one.attempt();
        two.attempt();
        Duration waited = Duration.ZERO;
        while (!two.holds()) {
            passes(SETTINGS.retryPeriod());
            waited = waited.plus(SETTINGS.retryPeriod());
            two.attempt();
            assertThat(one.holds() && two.holds()).isFalse();
        }
        assertThat(waited).isLessThanOrEqualTo(Duration.ofSeconds(20));
        assertThat(one.holds()).isFalse();
        one.attempt();
        assertThat(one.holds()).isFalse();
        assertThat(one.holder()).isEqualTo("two");
    }

    @Test
    void aLeaderThatCannotRenewStopsBeforeAnotherBegins() {
        one.attempt();
        two.attempt();
        lease.away = true;
        passes(Duration.ofSeconds(9));
        one.attempt();
        assertThat(one.holds()).isTrue();
        passes(Duration.ofSeconds(2));
        assertThat(one.holds()).isFalse();
        lease.away = false;
        two.attempt();
        assertThat(two.holds()).isFalse();
    }

    /** Fault 9. */
    @Test
    void leadershipThatIsLostTwentyTimesIsAlwaysWonAgain() {
        one.attempt();
        for (int loss = 1; loss <= 20; loss++) {
            two.attempt();
            passes(Duration.ofSeconds(16));
            two.attempt();
            one.attempt();
            assertThat(two.holds()).as("loss %s", loss).isTrue();
            assertThat(one.holds()).isFalse();
            passes(Duration.ofSeconds(16));
            one.attempt();
            assertThat(one.holds()).as("won again after loss %s", loss).isTrue();
        }
        assertThat(lease.stored.transitions()).isEqualTo(40);
    }

    /** Fault 9 on the loop that a process runs: twenty times somebody else takes the lease, and reading it fails in ways nobody foresaw. */
    @Test
    void theLoopGoesOnAfterEveryLossAndEveryError() {
        LeaseElection looping = new LeaseElection(
                lease,
                new LeadershipProperties(
                        "",
                        "experiment-api",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1),
                        null),
                "looping",
                event -> {},
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                () -> nanos);
        AtomicBoolean broken = new AtomicBoolean();
        lease.before = () -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("as nobody foresaw");
            }
        };
        looping.start();
        for (int loss = 1; loss <= 20; loss++) {
            await().until(looping::holds);
            lease.put(new Lease("thief-" + loss, Duration.ofSeconds(15), Instant.EPOCH, Instant.EPOCH, loss, null));
            await().until(() -> !looping.holds());
            broken.set(true);
            await().until(() -> !broken.get());
            passes(Duration.ofSeconds(16));
        }
        await().until(looping::holds);
        looping.stop();
        assertThat(looping.holds()).isFalse();
        assertThat(lease.stored.holder()).as("given back").isEmpty();
    }

    @Test
    void whateverHappensTheyNeverLeadAtTheSameTime() {
        Random random = new Random(20261122);
        AtomicBoolean within = new AtomicBoolean();
        LeaseElection[] other = {two};
        lease.before = () -> {
            // A call takes time, and the other one attempts while this one has read and not written.
            passes(Duration.ofMillis(random.nextInt(3_000)));
            if (random.nextInt(4) == 0 && within.compareAndSet(false, true)) {
                other[0].attempt();
                within.set(false);
            }
        };
        for (int step = 0; step < 20_000; step++) {
            passes(Duration.ofMillis(random.nextInt(4_000)));
            lease.away = random.nextInt(10) == 0;
            boolean first = random.nextBoolean();
            other[0] = first ? two : one;
            (first ? one : two).attempt();
            assertThat(one.holds() && two.holds()).as("step %s", step).isFalse();
        }
        assertThat(lease.stored.transitions()).isGreaterThan(20);
    }
}

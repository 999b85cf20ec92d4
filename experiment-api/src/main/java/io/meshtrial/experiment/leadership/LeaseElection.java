package io.meshtrial.experiment.leadership;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;

/** Holds or seeks the lease for as long as the process lives; losing it is never the end of trying. */
final class LeaseElection implements Leadership, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LeaseElection.class);

    private final LeaseStore leases;
    private final LeadershipProperties properties;
    private final String identity;
    private final Candidacy candidacy;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final LongSupplier nanos;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile CountDownLatch stopping = new CountDownLatch(0);
    private volatile boolean leading;
    private volatile long renewedAtNanos;
    private volatile String holder = "";
    private volatile String trouble = "";

    LeaseElection(
            LeaseStore leases,
            LeadershipProperties properties,
            String identity,
            ApplicationEventPublisher events,
            Clock clock,
            LongSupplier nanos) {
        this.leases = leases;
        this.properties = properties;
        this.identity = identity;
        this.candidacy = new Candidacy(identity, properties.leaseDuration());
        this.events = events;
        this.clock = clock;
        this.nanos = nanos;
    }

    @Override
    public boolean holds() {
        return leading
                && nanos.getAsLong() - renewedAtNanos
                        < properties.renewDeadline().toNanos();
    }

    String identity() {
        return identity;
    }

    /** Who led when it was last read; empty where nobody did. */
    String holder() {
        return holder;
    }

    /** Why the last attempt came to nothing; empty where it came to something. */
    String trouble() {
        return trouble;
    }

    /** One attempt to take or renew the lease. */
    void attempt() {
        try {
            long before = nanos.getAsLong();
            boolean mine = switch (candidacy.next(leases.read(), before, clock.instant())) {
                case Candidacy.Step.Create create -> leases.create(create.lease());
                case Candidacy.Step.Replace replace -> leases.replace(replace.lease());
                case Candidacy.Step.Wait wait -> {
                    holder = wait.holder();
                    yield false;
                }
            };
            if (mine) {
                renewed(before);
            } else if (leading) {
                log.warn("{} does not lead any more", identity);
                leading = false;
            }
        } catch (LeaseUnavailable away) {
            if (trouble.isEmpty()) {
                log.warn("the lease is out of reach: {}", away.getMessage());
            }
            trouble = String.valueOf(away.getMessage());
            return;
        } catch (RuntimeException unforeseen) {
            log.error("one attempt at the lease failed; the next one follows", unforeseen);
            trouble = unforeseen.toString();
            return;
        }
        trouble = "";
    }

    private void renewed(long before) {
        boolean gained = !holds();
        renewedAtNanos = before;
        leading = true;
        holder = identity;
        if (gained) {
            log.info("{} leads", identity);
            // Renewing waits for nobody: what listeners do takes its own time.
            Thread.ofVirtual().name("leadership-gained").start(() -> events.publishEvent(new LeadershipGained()));
        }
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        Thread.ofVirtual().name("leadership").start(this::run);
    }

    private void run() {
        try {
            do {
                attempt();
            } while (!stopping.await(properties.retryPeriod().toMillis(), TimeUnit.MILLISECONDS));
            giveBack();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** So that the next leader need not wait. */
    private void giveBack() {
        boolean held = leading;
        leading = false;
        if (!held) {
            return;
        }
        try {
            Optional<Lease> mine = leases.read().filter(lease -> lease.isHeldBy(identity));
            boolean given = mine.isPresent() && leases.replace(mine.get().givenBack(clock.instant()));
            log.info("{} gave the lease back: {}", identity, given);
        } catch (LeaseUnavailable away) {
            log.warn("the lease could not be given back, it runs out: {}", away.getMessage());
        }
    }

    @Override
    public void stop() {
        stopping.countDown();
        try {
            boolean inTime = ended.await(5, TimeUnit.SECONDS);
            log.debug("the election ended in time: {}", inTime);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return stopping.getCount() > 0;
    }
}

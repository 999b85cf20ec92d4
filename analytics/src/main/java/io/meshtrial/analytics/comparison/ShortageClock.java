package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.comparison.FrozenValue.Recovered;
import io.meshtrial.analytics.comparison.FrozenValue.ShortSince;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Since when arms of one run are short of their share, over restarts and instances: the earliest sight after the last
 * recovery. What comes in another order, or twice, says the same. Safe for concurrent use.
 */
final class ShortageClock {

    private final Map<String, Sights> seen = new HashMap<>();
    private final Map<String, Sights> kept = new HashMap<>();
    private final Consumer<FrozenValue> proposals;

    /** First sights after the recovery. */
    private static final class Sights {
        private final TreeSet<Instant> since = new TreeSet<>();
        private Instant recovered = Instant.MIN;

        void seen(Instant at) {
            if (at.isAfter(recovered)) {
                since.add(at);
            }
        }

        void recovered(Instant at) {
            recovered = at.isAfter(recovered) ? at : recovered;
            since.headSet(recovered, true).clear();
        }
    }

    ShortageClock(Consumer<FrozenValue> proposals) {
        this.proposals = proposals;
    }

    /**
     * What a look finds. It holds at once, so that a grace runs while Kafka is away; until it is kept it is proposed at every
     * look.
     *
     * @return since when the arm has been short; empty when it is not
     */
    synchronized Optional<Instant> look(String variant, boolean isShort, Instant now) {
        Sights own = seen.computeIfAbsent(variant, none -> new Sights());
        Sights archived = kept.computeIfAbsent(variant, none -> new Sights());
        if (isShort) {
            if (own.since.isEmpty()) {
                own.seen(now);
            }
            if (!own.since.isEmpty() && archived.since.isEmpty()) {
                proposals.accept(new ShortSince(variant, own.since.first()));
            }
            return own.since.isEmpty() ? Optional.of(now) : Optional.of(own.since.first());
        }
        if (!own.since.isEmpty()) {
            own.recovered(now);
        }
        if (!archived.since.isEmpty()) {
            proposals.accept(
                    new Recovered(variant, own.recovered.isAfter(archived.since.last()) ? own.recovered : now));
        }
        return Optional.empty();
    }

    /** Takes what was kept. */
    synchronized void accept(FrozenValue value) {
        if (value instanceof ShortSince(String variant, Instant at)) {
            sights(seen, variant).seen(at);
            sights(kept, variant).seen(at);
        } else if (value instanceof Recovered(String variant, Instant at)) {
            sights(seen, variant).recovered(at);
            sights(kept, variant).recovered(at);
        }
    }

    private static Sights sights(Map<String, Sights> all, String variant) {
        return all.computeIfAbsent(variant, none -> new Sights());
    }
}

package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.events.EventId;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Which events are told to be duplicates. */
class SeenEventsTest {

    private static final long NOW = TestEvents.START_MILLIS;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private final StoredRows rows = new StoredRows();
    private CommitStore store = rows.open("tallies");
    private SeenEvents seen = new SeenEvents(store);

    @Test
    void aForeignIdCountsOnceWithinItsSourceAlsoAfterARestart() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            EventIdentity uuid = EventIdentity.of("/shop", new UUID(random.nextLong(), random.nextLong()).toString());
            assertThat(uuid).isInstanceOf(EventIdentity.Foreign.class);
            assertThat(seen.add(uuid, NOW)).isTrue();
            assertThat(seen.add(uuid, NOW)).isFalse();
        }
        assertThat(seen.add(EventIdentity.of("/shop", "order 7"), NOW)).isTrue();

        restart();

        random = new SplittableRandom(1);
        for (int i = 0; i < 3_000; i++) {
            String uuid = new UUID(random.nextLong(), random.nextLong()).toString();
            assertThat(seen.add(EventIdentity.of("/shop", uuid), NOW)).isFalse();
        }
        assertThat(seen.add(EventIdentity.of("/shop", "order 7"), NOW)).isFalse();
        assertThat(seen.add(EventIdentity.of("/other shop", "order 7"), NOW)).isTrue();
    }

    @Test
    void aUuidWhoseLastGroupIsOfDigitsAloneIsForeignAllTheSame() {
        assertThat(EventIdentity.of("/shop", "550e8400-e29b-41d4-a716-446655440000"))
                .isInstanceOf(EventIdentity.Foreign.class);
        assertThat(EventIdentity.of("/shop", "catalog-v1-0f3a-12")).isInstanceOf(EventIdentity.Numbered.class);
        assertThat(EventIdentity.of("/shop", "")).isInstanceOf(EventIdentity.Unnamed.class);
        assertThat(EventIdentity.of(null, null)).isInstanceOf(EventIdentity.Unnamed.class);
    }

    @Test
    void ofForeignIdsTheLatestAreRememberedAndMemoryStaysBounded() {
        int more = 2 * SeenForeignIds.CAPACITY;
        for (int i = 0; i < more; i++) {
            assertThat(seen.add(new EventIdentity.Foreign(i, 1), NOW)).isTrue();
            if (i % 1_000 == 0) {
                store.flushCache();
            }
        }
        restart();
        for (int i = more - SeenForeignIds.CAPACITY; i < more; i++) {
            assertThat(seen.add(new EventIdentity.Foreign(i, 1), NOW)).isFalse();
        }
        assertThat(seen.add(new EventIdentity.Foreign(0, 1), NOW)).isTrue();
        assertThat(rows.count(TallyKey.ForeignPageKey.class)).isLessThanOrEqualTo(128);
    }

    @Test
    void numbersAreForgottenADayAfterTheirInstancesLastEventWheneverThatIsLookedAt() {
        EventIdentity first = new EventIdentity.Numbered(new EventId("pod-1", 5));
        EventIdentity second = new EventIdentity.Numbered(new EventId("pod-1", 6));
        assertThat(seen.add(first, NOW)).isTrue();
        assertThat(seen.add(second, NOW + 20 * HOUR)).isTrue();
        assertThat(seen.add(first, NOW + 43 * HOUR)).isFalse();

        restart();
        assertThat(seen.add(first, NOW + 44 * HOUR)).isFalse();
        assertThat(seen.add(first, NOW + 44 * HOUR + 1)).isTrue();

        seen.expire(NOW + 70 * HOUR);
        store.flushCache();
        assertThat(rows.size()).isZero();
    }

    @Test
    void beyondTheBoundOnInstancesTheirIdsAreKeptAsForeignOnes() {
        for (int i = 0; i <= SeenSequences.MAX_INSTANCES; i++) {
            assertThat(seen.add(new EventIdentity.Numbered(new EventId("pod-" + i, 0)), NOW))
                    .isTrue();
        }
        EventId last = new EventId("pod-" + SeenSequences.MAX_INSTANCES, 0);
        assertThat(seen.add(new EventIdentity.Numbered(last), NOW)).isFalse();
        store.flushCache();
        assertThat(rows.count(TallyKey.InstanceKey.class)).isEqualTo(SeenSequences.MAX_INSTANCES);
        assertThat(rows.count(TallyKey.ForeignPageKey.class)).isEqualTo(1);
    }

    private void restart() {
        store.flushCache();
        store = rows.open("tallies");
        seen = new SeenEvents(store);
    }
}

package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.EventIdentity.Foreign;
import io.meshtrial.analytics.tally.EventIdentity.Numbered;
import io.meshtrial.analytics.tally.EventIdentity.Unnamed;
import io.meshtrial.events.EventId;

/** Tells duplicates in one partition: all copies of an event have one key, and so lie in one partition. */
final class SeenEvents {

    private final SeenSequences numbered;
    private final SeenForeignIds foreign;

    /** Takes over what the store restored. */
    SeenEvents(CommitStore store) {
        numbered = new SeenSequences(store);
        foreign = new SeenForeignIds(store);
    }

    /** Notes an event; false when it was seen before. */
    boolean add(EventIdentity identity, long appendMillis) {
        return switch (identity) {
            case Numbered(EventId id) when numbered.hasRoomFor(id.instance()) -> numbered.add(id, appendMillis);
            case Numbered(EventId id) -> foreign.add(EventIdentity.foreign("", id.toString()));
            case Foreign id -> foreign.add(id);
            case Unnamed none -> true;
        };
    }

    void expire(long nowMillis) {
        numbered.expire(nowMillis);
    }
}

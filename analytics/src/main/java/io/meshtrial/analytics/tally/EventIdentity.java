package io.meshtrial.analytics.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import io.meshtrial.events.EventId;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** By what an event is told from its duplicates: CloudEvents 1.0, {@code id} within {@code source}. */
sealed interface EventIdentity {

    /** A producer instance's number: duplicates are found exactly, however many there are. */
    record Numbered(EventId id) implements EventIdentity {}

    /**
     * An id of another form, as 128 bits of a SHA-256 over source and id: duplicates are found among the latest
     * {@link SeenForeignIds#CAPACITY}.
     */
    record Foreign(long high, long low) implements EventIdentity {}

    /** None at all: such an event is never a duplicate. */
    record Unnamed() implements EventIdentity {}

    static EventIdentity of(@Nullable String source, @Nullable String id) {
        return ofId(id, () -> source);
    }

    /** @param source is asked for foreign ids alone */
    static EventIdentity ofId(@Nullable String id, Supplier<@Nullable String> source) {
        if (id == null || id.isEmpty()) {
            return new Unnamed();
        }
        Optional<EventId> numbered = EventId.parse(id);
        if (numbered.isPresent()) {
            return new Numbered(numbered.get());
        }
        String named = source.get();
        return foreign(named == null ? "" : named, id);
    }

    static Foreign foreign(String source, String id) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(source.getBytes(UTF_8));
            digest.update((byte) 0);
            ByteString hash = ByteString.copyFrom(digest.digest(id.getBytes(UTF_8)));
            return new Foreign(Hash.high(hash), Hash.low(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

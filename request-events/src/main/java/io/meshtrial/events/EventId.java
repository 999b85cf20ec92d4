package io.meshtrial.events;

import java.util.Optional;

/**
 * Identity of an event: {@code <producer instance>-<sequence>}. One instance counts from 0 without gaps of meaning: an
 * event that was dropped keeps its number, and nobody else gets it.
 *
 * @param instance unique for every start of a producer; {@code [A-Za-z0-9._-]{1,64}}
 * @param sequence from 0
 */
public record EventId(String instance, long sequence) {

    private static final int MAX_INSTANCE = 64;
    private static final int MAX_DIGITS = 18;
    private static final int UUID_LENGTH = 36;

    public EventId {
        if (!Names.isLabel(instance, MAX_INSTANCE)) {
            throw new IllegalArgumentException("instance must be [A-Za-z0-9._-]{1,64}");
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence must not be negative");
        }
    }

    /** Reads the value of {@code ce_id}; empty when it is of another form (a foreign producer's), a UUID's among them. */
    public static Optional<EventId> parse(String text) {
        int dash = text.lastIndexOf('-');
        if (dash <= 0
                || isUuid(text, dash)
                || text.length() - dash - 1 > MAX_DIGITS
                || !Names.isLabel(text.substring(0, dash), MAX_INSTANCE)) {
            return Optional.empty();
        }
        long sequence = sequence(text, dash + 1);
        return sequence < 0 ? Optional.empty() : Optional.of(new EventId(text.substring(0, dash), sequence));
    }

    /** A UUID is a foreign id, even where its last group happens to be of digits alone. */
    private static boolean isUuid(String text, int lastDash) {
        return text.length() == UUID_LENGTH
                && lastDash == 23
                && text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-';
    }

    private static long sequence(String text, int from) {
        int digits = text.length() - from;
        if (digits == 0 || digits > 1 && text.charAt(from) == '0') {
            return -1;
        }
        long number = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    @Override
    public String toString() {
        return instance + "-" + sequence;
    }
}

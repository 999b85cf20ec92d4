package io.meshtrial.analytics.ingest.accesslog;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.ingest.accesslog.LogClock.Tail;
import java.util.Optional;

/**
 * Up to where Kafka has one stream's entries.
 *
 * @param proxy id of the node that sends
 * @param ended whether its receiver has seen it break
 */
record StreamTail(String proxy, Tail tail, boolean ended) {

    private static final String VERSION = "1";
    private static final int PARTS = 6;

    byte[] encode() {
        return String.join(
                        " ",
                        VERSION,
                        Long.toString(tail.entries()),
                        Long.toString(tail.spanMicros()),
                        Long.toString(tail.lastEndMicros()),
                        Boolean.toString(ended),
                        proxy)
                .getBytes(UTF_8);
    }

    /** Empty for another version's form. */
    static Optional<StreamTail> decode(byte[] bytes) {
        String[] parts = new String(bytes, UTF_8).split(" ", PARTS);
        if (parts.length != PARTS || !parts[0].equals(VERSION)) {
            return Optional.empty();
        }
        try {
            Tail tail = new Tail(Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]));
            return Optional.of(new StreamTail(parts[5], tail, Boolean.parseBoolean(parts[4])));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}

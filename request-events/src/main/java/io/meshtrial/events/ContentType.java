package io.meshtrial.events;

import java.util.Locale;
import java.util.Optional;

/** Encodings of an event's data, chosen by the record's {@code content-type} header. */
public enum ContentType {
    PROTOBUF("application/protobuf"),
    JSON("application/json");

    private final String mediaType;

    ContentType(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The encoding that a header's value names, parameters such as {@code charset} left aside; empty when unknown. */
    public static Optional<ContentType> of(String header) {
        int parameters = header.indexOf(';');
        String name = (parameters < 0 ? header : header.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return switch (name) {
            case "application/protobuf", "application/x-protobuf" -> Optional.of(PROTOBUF);
            case "application/json" -> Optional.of(JSON);
            default -> Optional.empty();
        };
    }
}

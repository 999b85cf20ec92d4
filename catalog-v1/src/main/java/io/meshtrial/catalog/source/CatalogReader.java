package io.meshtrial.catalog.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads {@code {"count": n, "entries": [...]}} from anyone, believing nothing. */
@Component
final class CatalogReader {

    private static final int MAX_ENTRIES = 20_000;
    private static final int FINGERPRINT_BYTES = 8;

    private final JsonMapper mapper = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** Thrown when bytes are no catalogue; the message says why in words fit for a log. */
    static final class UnreadableCatalogException extends Exception {
        private static final long serialVersionUID = 1L;

        UnreadableCatalogException(String message) {
            super(message);
        }
    }

    Catalog read(byte[] json, Catalog.Origin origin) throws UnreadableCatalogException {
        Document document;
        try {
            document = mapper.readValue(json, Document.class);
        } catch (JacksonException e) {
            throw new UnreadableCatalogException("not a JSON catalogue: " + e.getOriginalMessage());
        }
        if (document == null || document.entries() == null || document.entries().isEmpty()) {
            throw new UnreadableCatalogException("it has no entries");
        }
        if (document.entries().size() > MAX_ENTRIES) {
            throw new UnreadableCatalogException("it has more than " + MAX_ENTRIES + " entries");
        }
        List<Entry> entries =
                document.entries().stream().map(CatalogReader::complete).toList();
        if (entries.stream().anyMatch(entry -> entry.api().isEmpty())) {
            throw new UnreadableCatalogException("an entry has no name");
        }
        return new Catalog(entries, origin, fingerprint(json));
    }

    private static Entry complete(@Nullable RawEntry raw) {
        if (raw == null) {
            return new Entry("", "", "", false, "", "", "");
        }
        return new Entry(
                text(raw.API()),
                text(raw.Description()),
                text(raw.Auth()),
                raw.HTTPS(),
                text(raw.Cors()),
                text(raw.Link()),
                text(raw.Category()));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static String fingerprint(byte[] json) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(json);
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform provides SHA-256", e);
        }
    }

    private record Document(@Nullable List<@Nullable RawEntry> entries) {}

    // Named as the members of the JSON.
    @SuppressWarnings("checkstyle:RecordComponentName")
    private record RawEntry(
            @Nullable String API,
            @Nullable String Description,
            @Nullable String Auth,
            boolean HTTPS,
            @Nullable String Cors,
            @Nullable String Link,
            @Nullable String Category) {}
}

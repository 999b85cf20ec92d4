package io.meshtrial.catalog.source;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer's body.
 *
 * @param count how many entries were found
 * @param entries null when none was found, as clients of the original expect
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record EntryList(int count, @Nullable List<Entry> entries) {

    /** A body with all of these entries. */
    public static EntryList of(List<Entry> entries) {
        return new EntryList(entries.size(), entries.isEmpty() ? null : entries);
    }

    /** A body with some of the {@code count} entries that were found; null entries only when none was found. */
    public static EntryList part(int count, List<Entry> entries) {
        return new EntryList(count, count == 0 ? null : entries);
    }
}

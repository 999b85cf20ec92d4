package io.meshtrial.catalog.source;

import java.util.List;

/**
 * One state of the catalogue.
 *
 * @param entries in the order of their source
 * @param origin where they come from
 * @param fingerprint changes when any entry changes
 */
public record Catalog(List<Entry> entries, Origin origin, String fingerprint) {

    /** Where a catalogue's entries come from. */
    public enum Origin {
        LOCAL,
        UPSTREAM
    }

    public Catalog {
        entries = List.copyOf(entries);
    }
}

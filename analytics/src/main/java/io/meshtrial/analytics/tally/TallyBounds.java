package io.meshtrial.analytics.tally;

/**
 * What bounds the memory of one partition.
 *
 * @param units that are held at most, each once for every stratum it was seen in; about 60 bytes each
 */
public record TallyBounds(long units) {

    public static final TallyBounds DEFAULT = new TallyBounds(1_000_000);

    public TallyBounds {
        if (units < 1) {
            throw new IllegalArgumentException("units must be at least 1");
        }
    }
}

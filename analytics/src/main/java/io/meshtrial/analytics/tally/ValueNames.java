package io.meshtrial.analytics.tally;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of values that one experiment's rows of a partition have. Those of the plan have their place whatever comes; of
 * others the first few, and the rest is added up under one name.
 */
final class ValueNames {

    /** Names beyond the plan's. */
    static final int MAX = 32;

    private final Set<String> known = new HashSet<>();

    /** A name that a restored row has. */
    void restored(String name) {
        known.add(name);
    }

    /**
     * Under which name a value is added.
     *
     * @param opens whether the event may bring a new name
     */
    String place(String name, Measurement measurement, boolean opens) {
        boolean has = known.contains(name)
                || measurement.measures(name) && known.add(name)
                || opens && !name.equals(KnownCells.OTHER) && known.size() < MAX && known.add(name);
        return has ? name : KnownCells.OTHER;
    }
}

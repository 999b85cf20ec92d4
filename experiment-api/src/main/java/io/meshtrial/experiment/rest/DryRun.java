package io.meshtrial.experiment.rest;

import org.jspecify.annotations.Nullable;

/** {@code ?dryRun=All} as in Kubernetes: everything is checked and answered, nothing is kept. */
public final class DryRun {

    private DryRun() {}

    public static boolean asked(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return false;
        }
        if (value.equals("All")) {
            return true;
        }
        throw new ProblemException(ProblemType.MALFORMED_REQUEST, "dryRun knows one value, All, not " + value + ".");
    }
}

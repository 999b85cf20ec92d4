package io.meshtrial.experiment.support;

import java.time.Duration;

/** A figure that is held exactly where a proof has the machine, and five times over in a build beside other work. */
public final class Limit {

    private Limit() {}

    public static Duration seconds(int figure) {
        return Duration.ofSeconds(Boolean.getBoolean("meshtrial.proof") ? figure : 5L * figure);
    }
}

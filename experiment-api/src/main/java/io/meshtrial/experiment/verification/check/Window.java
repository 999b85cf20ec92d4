package io.meshtrial.experiment.verification.check;

import java.time.Duration;
import java.time.Instant;

/** A half-open time, from whole minute to whole minute: what events and the mesh's counts can both be cut to. */
public record Window(Instant from, Instant to) {

    private static final long MINUTE = 60;

    public Window {
        if (from.getEpochSecond() % MINUTE != 0 || to.getEpochSecond() % MINUTE != 0 || !from.isBefore(to)) {
            throw new IllegalArgumentException("a window runs from one whole minute to a later one");
        }
    }

    public long seconds() {
        return Duration.between(from, to).toSeconds();
    }

    /** The first whole minute that is not before the time. */
    public static Instant minuteAfter(Instant time) {
        Instant floor = minuteBefore(time);
        return floor.equals(time) ? floor : floor.plusSeconds(MINUTE);
    }

    public static Instant minuteBefore(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), MINUTE) * MINUTE);
    }
}

package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent.Browser;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.time.Duration;

/**
 * One event and when the broker appended it: the fields that tallies are made of, and what follows from them. Valid until
 * the next event is read.
 */
interface Observation {

    /** How much later than its request an event is appended before it counts as late. */
    long LATE_MILLIS = Duration.ofMinutes(1).toMillis();

    /** The oldest request whose own clock is believed, and how far a clock may run ahead. */
    long OLDEST_MILLIS = Duration.ofHours(24).toMillis();

    long CLOCK_SKEW_MILLIS = Duration.ofMinutes(5).toMillis();

    long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    String experiment();

    int rule();

    int drawingRevision();

    int currentDrawingRevision();

    int origin();

    String variant();

    String servedVersion();

    String token();

    int status();

    Completion completion();

    long durationMicros();

    long startEpochMicros();

    long appendMillis();

    UnitKind unitKind();

    /** The first eight bytes of the hashed unit. */
    long unitHigh();

    /** The last eight bytes of the hashed unit. */
    long unitLow();

    Browser browser();

    boolean bot();

    Source reporter();

    String route();

    String service();

    String destination();

    /** How many values the application measured. */
    int values();

    String valueName(int index);

    double value(int index);

    /** Place of a value by its name; -1 when the event has none of that name. */
    default int indexOf(String name) {
        for (int i = 0; i < values(); i++) {
            if (valueName(i).equals(name)) {
                return i;
            }
        }
        return -1;
    }

    default Stratum stratum() {
        return new Stratum(experiment(), rule(), drawingRevision(), origin());
    }

    /** Whether the unit's draw is the rule's current one: by the event's fields, so that no clock decides. */
    default boolean isOfCurrentDraw() {
        return unitKind() == UnitKind.REQUEST || drawingRevision() == currentDrawingRevision();
    }

    /** Whether the identity header named another service: it was propagated, and the request is no exposure. */
    default boolean isPropagated() {
        return !destination().isEmpty()
                && !service().isEmpty()
                && !destination().equals(service());
    }

    default Cell cell() {
        return new Cell(source(), stratum(), variant(), servedVersion(), token());
    }

    /** Whoever names no source is an application: the access log is written by our own receiver. */
    default EventSource source() {
        return reporter() == Source.ACCESS_LOG ? EventSource.ACCESS_LOG : EventSource.APPLICATION;
    }

    /** Minutes since the epoch: the request's own, or the append time's where a clock is beyond belief. */
    default long minute() {
        return Math.floorDiv(believableStartMillis(), MINUTE_MILLIS);
    }

    /** When the request began, or the append time where that is impossible. */
    default long believableStartMillis() {
        long lateness = latenessMillis();
        return lateness >= -CLOCK_SKEW_MILLIS && lateness <= OLDEST_MILLIS ? startMillis() : appendMillis();
    }

    default boolean isLate() {
        return latenessMillis() > LATE_MILLIS;
    }

    /** Status 500 to 599, or an exchange that the service did not bring to its end. */
    default boolean isError() {
        return status() >= 500
                || switch (completion()) {
                    case TIMED_OUT, BROKEN_OFF, RESET -> true;
                    case CLIENT_ABORTED -> false;
                    case ANSWERED, COMPLETION_UNSPECIFIED, UNRECOGNIZED -> status() == 0;
                };
    }

    /** The duration cut at the cap, in microseconds; a request that was not answered as meant stands at the cap. */
    default long latencyMicros(long capMicros) {
        return isError() || isAborted() ? capMicros : Math.clamp(durationMicros(), 0, capMicros);
    }

    default boolean isAborted() {
        return !isError() && completion() == Completion.CLIENT_ABORTED;
    }

    default long startMillis() {
        return Math.floorDiv(startEpochMicros(), 1000L);
    }

    private long latenessMillis() {
        return appendMillis() - startMillis();
    }
}

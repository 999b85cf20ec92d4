package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.Completion;
import io.meshtrial.events.RequestEvent.Source;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.time.Duration;

/** One event and when the broker appended it. */
record Observation(RequestEvent event, long appendMillis) {

    private static final long LATE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long OLDEST_MILLIS = Duration.ofHours(24).toMillis();
    private static final long CLOCK_SKEW_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    Stratum stratum() {
        return new Stratum(event.getExperiment(), event.getRule(), event.getDrawingRevision(), event.getOrigin());
    }

    /** Whether the unit's draw is the rule's current one: by the event's fields, so that no clock decides. */
    boolean isOfCurrentDraw() {
        return event.getUnitKind() == UnitKind.REQUEST
                || event.getDrawingRevision() == event.getCurrentDrawingRevision();
    }

    /** Whether the identity header named another service: it was propagated, and the request is no exposure. */
    boolean isPropagated() {
        return !event.getDestination().isEmpty()
                && !event.getService().isEmpty()
                && !event.getDestination().equals(event.getService());
    }

    Cell cell() {
        return new Cell(source(), stratum(), event.getVariant(), event.getServedVersion(), event.getToken());
    }

    /** Whoever names no source is an application: the access log is written by our own receiver. */
    EventSource source() {
        return event.getSource() == Source.ACCESS_LOG ? EventSource.ACCESS_LOG : EventSource.APPLICATION;
    }

    /** Minutes since the epoch: the request's own, or the append time's where a clock is beyond belief. */
    long minute() {
        return Math.floorDiv(believableStartMillis(), MINUTE_MILLIS);
    }

    /** When the request began, or the append time where that is impossible. */
    long believableStartMillis() {
        long lateness = lateness();
        return lateness >= -CLOCK_SKEW_MILLIS && lateness <= OLDEST_MILLIS ? startMillis() : appendMillis;
    }

    boolean isLate() {
        return lateness() > LATE_MILLIS;
    }

    /** Status 500 to 599, or an exchange that the service did not bring to its end. */
    boolean isError() {
        return event.getStatus() >= 500
                || switch (event.getCompletion()) {
                    case TIMED_OUT, BROKEN_OFF, RESET -> true;
                    case CLIENT_ABORTED -> false;
                    case ANSWERED, COMPLETION_UNSPECIFIED, UNRECOGNIZED -> event.getStatus() == 0;
                };
    }

    /** The duration cut at the cap, in microseconds; a request that was not answered as meant stands at the cap. */
    long latencyMicros(long capMicros) {
        return isError() || isAborted() ? capMicros : Math.clamp(event.getDurationMicros(), 0, capMicros);
    }

    boolean isAborted() {
        return !isError() && event.getCompletion() == Completion.CLIENT_ABORTED;
    }

    long startMillis() {
        return Math.floorDiv(event.getStartEpochMicros(), 1000L);
    }

    private long lateness() {
        return appendMillis - startMillis();
    }
}

package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.events.RequestEvent;

/** What became of one logged entry. */
sealed interface EntryReading {

    /** A request of an experiment. */
    record Request(RequestEvent event, Cause cause) implements EntryReading {}

    /** Nothing of an experiment: no fault, and no event. */
    record PassedOver(Reason reason) implements EntryReading {}

    /**
     * An entry of an owned route that cannot be an event.
     *
     * @param reason a name for headers and metrics, bounded in number
     * @param detail for a person; never contains anything from the request
     */
    record Quarantined(String reason, String detail) implements EntryReading {}

    /** Why an entry is no event. */
    enum Reason {
        /** A route that no experiment owns. */
        FOREIGN_ROUTE,
        /** An owned route that confirms a publication or passes on what a condition leaves out. */
        OUTSIDE_EXPERIMENT,
        /** Logged before the end of the request, or by the upstream side: its end is, or will be, another entry. */
        NOT_THE_END
    }
}

package io.meshtrial.experiment.definition;

import java.time.Instant;

/** A numbered point of a publication, and when it was reached. */
public record PublicationPoint(Point point, Instant at) {

    /** In the order in which they are reached; a publication that is killed after any of them converges. */
    public enum Point {
        STORED,
        DESTINATION_WRITTEN,
        DESTINATION_CONFIRMED,
        ROUTES_WRITTEN,
        ROUTES_CONFIRMED,
        PROBE_REMOVED,
        RECORDED
    }
}

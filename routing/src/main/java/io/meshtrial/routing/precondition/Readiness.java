package io.meshtrial.routing.precondition;

/** What stands behind a variant's destination. */
public sealed interface Readiness {

    /** @param endpoints that take requests now; 0 where the service is there and nothing is ready behind it */
    record Ready(int endpoints) implements Readiness {}

    /** The mesh knows no such service. */
    record NoService() implements Readiness {}

    /** @param reason why it could not be read, for people */
    record Unknown(String reason) implements Readiness {}
}

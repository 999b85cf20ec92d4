package io.meshtrial.routing.evaluate;

/**
 * One header operation of a route, as it is written.
 *
 * @param name in lower case
 * @param value with Envoy's command operators, as text; empty for a removal
 */
public record HeaderChange(Message message, Operation operation, String name, String value) {

    /** What is changed. */
    public enum Message {
        REQUEST,
        RESPONSE
    }

    public enum Operation {
        REMOVE,
        SET,
        ADD
    }
}

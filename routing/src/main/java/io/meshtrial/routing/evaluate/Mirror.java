package io.meshtrial.routing.evaluate;

/**
 * A copy of the request that goes elsewhere and whose answer is dropped. It is sent with the same path, authority and
 * headers.
 *
 * @param percentage of requests, above 0, up to 100
 */
public record Mirror(Destination destination, double percentage, Reachability reachability) {}

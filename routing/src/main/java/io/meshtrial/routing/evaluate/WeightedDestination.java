package io.meshtrial.routing.evaluate;

/**
 * One arm of a split.
 *
 * @param index position among the arms that the proxies know: zero weights are dropped, order is kept
 * @param weight positive; the share is this over the sum of all
 */
public record WeightedDestination(int index, Destination destination, long weight, Reachability reachability) {}

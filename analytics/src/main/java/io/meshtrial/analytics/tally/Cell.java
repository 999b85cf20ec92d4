package io.meshtrial.analytics.tally;

/**
 * Events that only their outcome tells apart. Token and served version stay in the key, so that the check against the
 * definition happens when tallies are read: a definition that arrives late changes no tally.
 *
 * @param variant the assigned variant, empty when there was none
 * @param servedVersion the version that answered, empty when unknown
 * @param token of the identity header, unchecked
 */
public record Cell(Stratum stratum, String variant, String servedVersion, String token) {}

package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;

/**
 * Events that only their outcome tells apart. Token and served version stay in the key, so that the check against the
 * definition happens when tallies are read: a definition that arrives late changes no tally.
 *
 * @param source who reported the requests; one source is the experiment's, the other a witness, and they are never added
 * @param variant the assigned variant, empty when there was none
 * @param servedVersion the version that answered, empty when unknown
 * @param token of the identity header, unchecked
 */
public record Cell(EventSource source, Stratum stratum, String variant, String servedVersion, String token) {}

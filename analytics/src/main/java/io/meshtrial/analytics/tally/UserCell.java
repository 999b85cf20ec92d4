package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;

/**
 * Units whose first request in a stratum was assigned to a variant. Whatever serves or is assigned to a unit later, it
 * stays here.
 *
 * @param source that the experiment has frozen; what the other reports is in no sum over units
 * @param variant of the unit's first request in the stratum
 * @param token of the identity header of that request, unchecked: readers leave out what no route of ours wrote
 */
public record UserCell(EventSource source, Stratum stratum, String variant, String token) {}

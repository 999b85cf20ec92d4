package io.meshtrial.analytics.tally;

/**
 * Units drawn with the same constant, known shares.
 *
 * @param rule ordinal of the rule, 0 for observed traffic that none took
 * @param drawingRevision revision in which the units were drawn
 * @param origin revision of the cookie that was redrawn, 0 for a first draw
 */
public record Stratum(String experiment, int rule, int drawingRevision, int origin) {}

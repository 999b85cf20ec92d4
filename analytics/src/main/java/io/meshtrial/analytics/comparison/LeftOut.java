package io.meshtrial.analytics.comparison;

/**
 * Requests of the experiment that are in no comparison, by why.
 *
 * @param bots by a rule that looks only at what was known before the assignment
 * @param forged token unknown to the experiment, bots among them; a new revision's too, until its definition arrives
 * @param mismatched served by another version than the variant's
 * @param unattributedFailures failed, without a known arm
 * @param unassigned answered, without a known arm
 * @param unknownRevision of the access log without an arm, of a revision that the definition does not have yet
 * @param targeted of rules that give everything to one variant
 * @param warmUp of the first minutes of a revision, in all arms alike
 * @param disputed between a foreign edit of the base routes and its acceptance, in all arms alike
 */
public record LeftOut(
        long bots,
        long forged,
        long mismatched,
        long unattributedFailures,
        long unassigned,
        long unknownRevision,
        long targeted,
        long warmUp,
        long disputed) {}

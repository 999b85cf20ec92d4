package io.meshtrial.analytics.tally;

/** A row under way, changed by its task's thread alone and read at each commit. */
interface LiveRow {

    Row toRow();
}

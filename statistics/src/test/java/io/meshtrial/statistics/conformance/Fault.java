package io.meshtrial.statistics.conformance;

/**
 * A line that cannot be compared, for what stands in it.
 *
 * @param line of the file, counted from 1
 * @param what is wrong, with the column where it is one
 */
record Fault(int line, String what) {}

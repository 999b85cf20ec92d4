/**
 * Simulated experiments without and with an effect: how often each test alarms when it is watched, ours beside the usual
 * ones. Every run is seeded by the simulation's seed, the situation and its own number, so that a table can be repeated.
 */
@NullMarked
package io.meshtrial.benchmarks.simulation;

import org.jspecify.annotations.NullMarked;

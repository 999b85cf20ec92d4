package io.meshtrial.analytics.comparison;

import java.time.Instant;

/** One run of an experiment: what was frozen for one start does not bind the next. */
public record RunId(String experiment, Instant startedAt) {}

package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.Stratum;

/** One metric of one treatment within one stratum: descriptive, no verdict is drawn from it. */
public record StratumComparison(Stratum stratum, MetricComparison comparison) {}

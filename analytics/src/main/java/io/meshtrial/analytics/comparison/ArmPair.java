package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;

/**
 * Control and one treatment within one stratum.
 *
 * @param treatmentShare w_T/(w_T + w_C) of the applied weights, strictly between 0 and 1
 */
public record ArmPair(Stratum stratum, Tally control, Tally treatment, double treatmentShare) {}

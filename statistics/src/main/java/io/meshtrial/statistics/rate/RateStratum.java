package io.meshtrial.statistics.rate;

/**
 * Errors of one stratum, where the shares are constant and known: given an error, whose it was is
 * a coin with the known share (Lindon and Malek, arXiv 2011.03567, section 4).
 *
 * @param treatmentErrors y_T, at least 0: every error when requests are assigned; users with at least one error, once
 *     per user and stratum, when users are
 * @param controlErrors y_C, counted alike
 * @param treatmentShare ρ = w_T/(w_T + w_C) of the applied weights, strictly between 0 and 1
 */
public record RateStratum(long treatmentErrors, long controlErrors, double treatmentShare) {}

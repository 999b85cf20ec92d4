package io.meshtrial.statistics.sequence;

/**
 * One-sided confidence sequences at one look, each at the full error level (arXiv 2103.06476, appendix B). Estimate
 * and bounds are in the metric's unit.
 *
 * @param estimate the contrast
 * @param standardError its standard error
 * @param r the mixture's scaled time
 * @param halfWidth distance from the estimate to each bound
 * @param lower the contrast is at least this
 * @param upper the contrast is at most this
 * @param logEGreater natural logarithm of the e-value for "greater than 0"
 * @param logELess natural logarithm of the e-value for "less than 0"
 */
public record OneSided(
        double estimate,
        double standardError,
        double r,
        double halfWidth,
        double lower,
        double upper,
        double logEGreater,
        double logELess) {}

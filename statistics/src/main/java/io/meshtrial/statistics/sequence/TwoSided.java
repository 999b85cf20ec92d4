package io.meshtrial.statistics.sequence;

/**
 * A two-sided confidence sequence at one look (arXiv 2103.06476, section 2). Estimate and bounds are in the metric's unit.
 *
 * @param estimate the contrast
 * @param standardError its standard error
 * @param r the mixture's scaled time, n·ρ²
 * @param halfWidth half the interval's width
 * @param lower lower end of the interval
 * @param upper upper end of the interval
 * @param z estimate over standard error
 * @param logE natural logarithm of the e-value against "no difference"
 * @param p always-valid p-value of this look, min(1, 1/e); 0 when it underflows
 */
public record TwoSided(
        double estimate,
        double standardError,
        double r,
        double halfWidth,
        double lower,
        double upper,
        double z,
        double logE,
        double p) {}

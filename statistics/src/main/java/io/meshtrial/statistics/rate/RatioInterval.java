package io.meshtrial.statistics.rate;

/**
 * An interval for a ratio of two rates, treatment over control (Lindon and Malek, arXiv 2011.03567, section 4).
 *
 * @param lower lower end, 0 when nothing bounds the ratio from below
 * @param upper upper end, infinite when nothing bounds the ratio from above
 */
public record RatioInterval(double lower, double upper) {}

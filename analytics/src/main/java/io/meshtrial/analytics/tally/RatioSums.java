package io.meshtrial.analytics.tally;

/**
 * What the delta method for ratios needs of one metric over units (Deng et al., arXiv 1803.06336): each unit has a
 * numerator S and a denominator N, both sums over its requests. Exact integers, so that merging and subtracting give the
 * same bits in any order.
 *
 * <p>S by the metric's kind: {@code ERROR_RATE} requests in error; {@code LATENCY_QUANTILE} requests at or above the
 * frozen threshold; {@code LATENCY_MEAN} microseconds cut at the cap; {@code VALUE_SHARE} events whose value is above 0;
 * {@code VALUE_MEAN} the value in fixed point, {@link ValueSums#SCALE} to 1, a unit's sum cut at ±10⁹;
 * {@code REQUESTS_PER_UNIT} requests. N: requests; of a latency quantile, requests since its threshold stands; of a
 * value, events that carry it; of requests per unit, 1.
 *
 * @param units k, the units with N > 0
 * @param s ΣS
 * @param n ΣN
 * @param ss ΣS²
 * @param sn ΣSN
 * @param nn ΣN²
 */
public record RatioSums(long units, Int128 s, Int128 n, Int128 ss, Int128 sn, Int128 nn) {

    public static final RatioSums ZERO =
            new RatioSums(0, Int128.ZERO, Int128.ZERO, Int128.ZERO, Int128.ZERO, Int128.ZERO);

    public RatioSums plus(RatioSums other) {
        return new RatioSums(
                units + other.units,
                s.plus(other.s),
                n.plus(other.n),
                ss.plus(other.ss),
                sn.plus(other.sn),
                nn.plus(other.nn));
    }

    public RatioSums minus(RatioSums other) {
        return new RatioSums(
                units - other.units,
                s.minus(other.s),
                n.minus(other.n),
                ss.minus(other.ss),
                sn.minus(other.sn),
                nn.minus(other.nn));
    }
}

package io.meshtrial.analytics.tally;

/** {@link RatioSums} under way. */
final class RatioAccumulator {

    private long units;
    private final Sum128 s;
    private final Sum128 n;
    private final Sum128 ss;
    private final Sum128 sn;
    private final Sum128 nn;

    RatioAccumulator(RatioSums start) {
        units = start.units();
        s = new Sum128(start.s());
        n = new Sum128(start.n());
        ss = new Sum128(start.ss());
        sn = new Sum128(start.sn());
        nn = new Sum128(start.nn());
    }

    /**
     * One unit's numerator and denominator change; from (0, 0) it joins, to (0, 0) it leaves. A square grows by
     * x(2S+x), x the change. Bounds: |S| ≤ {@link UnitRecord#MAX_SUM}, N ≤ {@link UserTally#MAX_REQUESTS}, so that no
     * product leaves 64 bits but those that are formed in 128.
     */
    void change(long beforeS, long beforeN, long afterS, long afterN) {
        units += Long.signum(afterN) - Long.signum(beforeN);
        long moreS = afterS - beforeS;
        long moreN = afterN - beforeN;
        s.add(moreS);
        n.add(moreN);
        ss.addProduct(moreS, 2 * beforeS + moreS);
        sn.add(afterS * afterN - beforeS * beforeN);
        nn.add(moreN * (2 * beforeN + moreN));
    }

    RatioSums toSums() {
        return new RatioSums(units, s.toInt128(), n.toInt128(), ss.toInt128(), sn.toInt128(), nn.toInt128());
    }
}

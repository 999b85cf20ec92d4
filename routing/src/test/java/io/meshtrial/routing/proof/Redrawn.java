package io.meshtrial.routing.proof;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where holders of an old draw belong, said without the planner: step by step, in fractions. An arm that shrinks gives up
 * (w − w′)/w of its holders, spread over the growing arms in proportion to their growth (ROUTING.md, "Ramps").
 *
 * @param numerators per variant of {@link HostCase#VARIANTS}
 */
record Redrawn(List<BigInteger> numerators, BigInteger denominator) {

    /** @param steps weights per variant, from those of the draw to the present ones */
    static Redrawn of(String holder, List<Map<String, Integer>> steps) {
        List<Fraction> now = new ArrayList<>();
        for (String variant : HostCase.VARIANTS) {
            now.add(variant.equals(holder) ? Fraction.ONE : Fraction.ZERO);
        }
        for (int step = 1; step < steps.size(); step++) {
            now = moved(now, shares(steps.get(step - 1)), shares(steps.get(step)));
        }
        BigInteger common = now.stream()
                .map(Fraction::bottom)
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
        return new Redrawn(
                now.stream()
                        .map(part -> part.top().multiply(common.divide(part.bottom())))
                        .toList(),
                common);
    }

    /** Whether weights of 31 bits can say it. */
    boolean isExact() {
        return denominator.bitLength() <= 31;
    }

    private static List<Fraction> moved(List<Fraction> now, List<Fraction> before, List<Fraction> after) {
        List<Fraction> growth = new ArrayList<>();
        Fraction grown = Fraction.ZERO;
        for (int i = 0; i < before.size(); i++) {
            Fraction more = after.get(i).minus(before.get(i));
            growth.add(more.top().signum() > 0 ? more : Fraction.ZERO);
            grown = grown.plus(growth.get(i));
        }
        List<Fraction> next = new ArrayList<>(now);
        for (int i = 0; i < before.size(); i++) {
            Fraction less = before.get(i).minus(after.get(i));
            if (less.top().signum() > 0) {
                Fraction leaving = now.get(i).times(less).over(before.get(i));
                next.set(i, next.get(i).minus(leaving));
                for (int to = 0; to < before.size(); to++) {
                    next.set(to, next.get(to).plus(leaving.times(growth.get(to)).over(grown)));
                }
            }
        }
        return next;
    }

    private static List<Fraction> shares(Map<String, Integer> weights) {
        BigInteger total = BigInteger.valueOf(
                weights.values().stream().mapToLong(Integer::longValue).sum());
        return HostCase.VARIANTS.stream()
                .map(variant -> Fraction.of(BigInteger.valueOf(weights.getOrDefault(variant, 0)), total))
                .toList();
    }

    private record Fraction(BigInteger top, BigInteger bottom) {
        static final Fraction ZERO = new Fraction(BigInteger.ZERO, BigInteger.ONE);
        static final Fraction ONE = new Fraction(BigInteger.ONE, BigInteger.ONE);

        static Fraction of(BigInteger top, BigInteger bottom) {
            BigInteger divisor = top.gcd(bottom).multiply(BigInteger.valueOf(bottom.signum()));
            return new Fraction(top.divide(divisor), bottom.divide(divisor));
        }

        Fraction plus(Fraction other) {
            return of(top.multiply(other.bottom).add(other.top.multiply(bottom)), bottom.multiply(other.bottom));
        }

        Fraction minus(Fraction other) {
            return plus(new Fraction(other.top.negate(), other.bottom));
        }

        Fraction times(Fraction other) {
            return of(top.multiply(other.top), bottom.multiply(other.bottom));
        }

        Fraction over(Fraction other) {
            return of(top.multiply(other.bottom), bottom.multiply(other.top));
        }
    }
}

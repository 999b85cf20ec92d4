package io.meshtrial.routing.sticky;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Where users of an older draw belong now. One step from weights w to w′ moves as few users as can be: an arm that
 * shrinks gives up the share (w − w′)/w of its holders, spread over the growing arms in proportion to their growth; arms
 * that grow or stay keep all. Several steps are the product of their matrices, in exact rational numbers, so that
 * users absent for several steps end where those who saw each step did.
 */
final class Ramp {

    private final List<String> variants;

    Ramp(List<String> variants) {
        this.variants = List.copyOf(variants);
    }

    /** Probabilities per variant, over one denominator. */
    record Row(List<BigInteger> numerators, BigInteger denominator) {

        boolean keeps(int variant) {
            return numerators.get(variant).equals(denominator);
        }

        Row reduced() {
            BigInteger divisor = numerators.stream().reduce(denominator, BigInteger::gcd);
            return new Row(
                    numerators.stream().map(number -> number.divide(divisor)).toList(), denominator.divide(divisor));
        }
    }

    /** Where holders of a variant belong after all steps of the history from its first entry to its last. */
    Row row(int variant, List<DrawnWeights> history) {
        List<BigInteger> certain = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            certain.add(i == variant ? BigInteger.ONE : BigInteger.ZERO);
        }
        Row row = new Row(certain, BigInteger.ONE);
        for (int step = 1; step < history.size(); step++) {
            row = stepped(row, history.get(step - 1), history.get(step)).reduced();
        }
        return row;
    }

    /** row · P for one step; weights with different totals are brought to their product. */
    private Row stepped(Row row, DrawnWeights from, DrawnWeights to) {
        List<BigInteger> before = scaled(from, to.total());
        List<BigInteger> after = scaled(to, from.total());
        BigInteger growth = BigInteger.ZERO;
        BigInteger denominator = BigInteger.ONE;
        for (int i = 0; i < before.size(); i++) {
            growth = growth.add(after.get(i).subtract(before.get(i)).max(BigInteger.ZERO));
            denominator = denominator.multiply(before.get(i).max(BigInteger.ONE));
        }
        if (growth.signum() == 0) {
            return row;
        }
        denominator = denominator.multiply(growth);
        List<BigInteger> next = new ArrayList<>();
        for (int target = 0; target < before.size(); target++) {
            BigInteger sum = BigInteger.ZERO;
            for (int arm = 0; arm < before.size(); arm++) {
                sum = sum.add(
                        row.numerators().get(arm).multiply(moved(arm, target, before, after, growth, denominator)));
            }
            next.add(sum);
        }
        return new Row(next, row.denominator().multiply(denominator));
    }

    /** The matrix entry, times the denominator. */
    private static BigInteger moved(
            int from,
            int to,
            List<BigInteger> before,
            List<BigInteger> after,
            BigInteger growth,
            BigInteger denominator) {
        BigInteger shrunk = before.get(from).subtract(after.get(from)).max(BigInteger.ZERO);
        if (shrunk.signum() == 0) {
            return from == to ? denominator : BigInteger.ZERO;
        }
        BigInteger unit = denominator.divide(before.get(from));
        if (from == to) {
            return after.get(from).multiply(unit);
        }
        BigInteger grown = after.get(to).subtract(before.get(to)).max(BigInteger.ZERO);
        return shrunk.multiply(grown).multiply(unit.divide(growth));
    }

    private List<BigInteger> scaled(DrawnWeights weights, long factor) {
        return variants.stream()
                .map(variant -> BigInteger.valueOf(weights.of(variant)).multiply(BigInteger.valueOf(factor)))
                .toList();
    }
}

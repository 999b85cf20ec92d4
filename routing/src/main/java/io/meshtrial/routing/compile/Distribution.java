package io.meshtrial.routing.compile;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights per variant: non-negative integers of at most 2³¹−1, which is what istiod takes, with a positive sum of at
 * most 2³²−1, which is what Envoy takes. Variants without weight are left out.
 */
public record Distribution(Map<String, Long> weights) {

    private static final long LARGEST_TOTAL = 0xFFFF_FFFFL;

    public Distribution {
        Map<String, Long> positive = new LinkedHashMap<>(weights);
        positive.values().removeIf(weight -> weight == 0);
        long total = positive.values().stream().mapToLong(Long::longValue).sum();
        if (total <= 0
                || total > LARGEST_TOTAL
                || positive.values().stream().anyMatch(weight -> weight < 0 || weight > Integer.MAX_VALUE)) {
            throw new IllegalArgumentException("weights lie in 0..2^31-1 and sum to 1..2^32-1: " + weights);
        }
        weights = Collections.unmodifiableMap(positive);
    }

    static Distribution all(String variant) {
        return new Distribution(Map.of(variant, 10_000L));
    }

    public long total() {
        return weights.values().stream().mapToLong(Long::longValue).sum();
    }

    /** The same shares with the smallest total that is still a multiple of 10 000, else the smallest of all. */
    Distribution reduced() {
        long divisor = weights.values().stream()
                .reduce(
                        0L,
                        (a, b) ->
                                BigInteger.valueOf(a).gcd(BigInteger.valueOf(b)).longValueExact());
        long smallest = total() / divisor;
        long factor = 10_000 % smallest == 0 ? 10_000 / smallest : 1;
        Map<String, Long> result = new LinkedHashMap<>();
        weights.forEach((variant, weight) -> result.put(variant, weight / divisor * factor));
        return new Distribution(result);
    }
}

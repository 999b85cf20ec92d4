package io.meshtrial.analytics.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Int128Test {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void sumsAndDifferencesEqualThoseOfBigInteger(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Int128 sum = Int128.ZERO;
        BigInteger oracle = BigInteger.ZERO;
        for (int i = 0; i < 2_000; i++) {
            long a = random.nextLong() >> random.nextInt(63);
            long b = random.nextLong() >> random.nextInt(4, 63);
            BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b >> 3));
            if (random.nextBoolean()) {
                sum = sum.plus(Int128.product(a, b >> 3));
                oracle = oracle.add(product);
            } else {
                sum = sum.minus(Int128.product(a, b >> 3));
                oracle = oracle.subtract(product);
            }
            BigInteger wrapped = wrap(oracle);
            assertThat(sum.toBigInteger()).isEqualTo(wrapped);
            assertThat(sum.toDouble()).isCloseTo(wrapped.doubleValue(), byRounding(wrapped));
        }
    }

    @Test
    void squaresOfTheLargestFixedPointValueAreExact() {
        long largest = 1_000_000_000_000_000_000L;
        assertThat(Int128.square(largest).toBigInteger())
                .isEqualTo(BigInteger.valueOf(largest).pow(2));
        assertThat(Int128.square(-largest)).isEqualTo(Int128.square(largest));
        assertThat(Int128.of(-5)).hasToString("-5");
    }

    private static BigInteger wrap(BigInteger value) {
        BigInteger low = value.and(BigInteger.ONE.shiftLeft(128).subtract(BigInteger.ONE));
        return low.testBit(127) ? low.subtract(BigInteger.ONE.shiftLeft(128)) : low;
    }

    private static org.assertj.core.data.Offset<Double> byRounding(BigInteger value) {
        return org.assertj.core.data.Offset.offset(Math.abs(value.doubleValue()) * 1e-15 + 1e-9);
    }
}

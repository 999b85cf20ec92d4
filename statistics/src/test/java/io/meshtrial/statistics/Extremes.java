package io.meshtrial.statistics;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Inputs from the ends of what a double and a long hold, most of them within a function's domain. */
final class Extremes {

    private static final double[] NUMBERS = {
        0,
        -0.0,
        1,
        -1,
        0.5,
        3,
        1e-16,
        1e16,
        1e-150,
        -1e150,
        1e-300,
        1e300,
        -1e300,
        1e-320,
        Double.MIN_VALUE,
        Double.MAX_VALUE
    };
    private static final double[] OUTSIDE = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
    private static final double[] PARTS = {
        Double.MIN_VALUE, 1e-300, 1e-16, 1e-9, 0.001, 0.05, 0.25, 0.49, 0.5, 0.9, 1 - 1e-9, Math.nextDown(1.0)
    };
    private static final long[] COUNTS = {
        0, 1, 2, 3, 29, 30, 31, 1000, 3_000_000_001L, (1L << 53) + 1, 4_000_000_000_000_000_000L, Long.MAX_VALUE
    };

    private final SplittableRandom random;

    Extremes(long seed) {
        random = new SplittableRandom(seed);
    }

    /** Any number; now and then one that is none. */
    double number() {
        if (random.nextInt(50) == 0) {
            return OUTSIDE[random.nextInt(OUTSIDE.length)];
        }
        return random.nextBoolean()
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : (random.nextInt(4) == 0 ? -1 : 1) * Math.pow(10, random.nextDouble(-320, 308));
    }

    /** A number that is not negative, most of the time. */
    double size() {
        return random.nextInt(20) == 0 ? number() : Math.abs(number());
    }

    /** A number as they come in an experiment, or any size. */
    double usual() {
        return random.nextBoolean() ? random.nextDouble(0.1, 100) : size();
    }

    /** Strictly between 0 and 1, most of the time. */
    double part() {
        return random.nextInt(20) == 0 ? number() : PARTS[random.nextInt(PARTS.length)];
    }

    long count() {
        return random.nextInt(50) == 0 ? -1 : COUNTS[random.nextInt(COUNTS.length)];
    }

    /** A count not above another. */
    long countUpTo(long most) {
        return most < 1 || random.nextInt(20) == 0 ? count() : random.nextInt(3) == 0 ? most : random.nextLong(most);
    }

    boolean either() {
        return random.nextBoolean();
    }

    SplittableRandom random() {
        return random;
    }

    <T> List<T> several(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(4)).toList();
    }

    double[] numbers(int many, Supplier<Double> one) {
        double[] numbers = new double[many];
        for (int i = 0; i < many; i++) {
            numbers[i] = one.get();
        }
        return numbers;
    }

    int few() {
        return random.nextInt(5);
    }
}

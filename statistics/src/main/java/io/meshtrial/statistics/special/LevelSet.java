package io.meshtrial.statistics.special;

/** Where a convex function that is negative at 0 becomes positive (S. Boyd, L. Vandenberghe, "Convex optimization", 2004, section 9.5). */
public final class LevelSet {

    private static final double GROWTH = 1.5;
    private static final int NEWTON_STEPS = 200;

    /** A convex function with its slope. */
    public interface Convex {
        /** The value at h. */
        double value(double h);

        /** The derivative at h. */
        double slope(double h);
    }

    private LevelSet() {}

    /**
     * The root on the side of {@code start}. From a point outside, Newton's method falls monotonically on a convex
     * function, so that no bracket is needed and the search always ends.
     *
     * @param start not 0; its sign chooses the side, its size is a first guess
     * @return the root, or an infinity of the same sign if the function stays below 0 on that side; NaN if {@code start} is
     * @throws IllegalArgumentException if {@code start} is 0
     */
    public static double root(Convex f, double start) {
        if (start == 0) {
            throw new IllegalArgumentException("a start at 0 has no side");
        }
        double h = start;
        while (!(f.value(h) > 0)) {
            h *= GROWTH;
            if (!Double.isFinite(h)) {
                return h;
            }
        }
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double slope = f.slope(h);
            double next = h - f.value(h) / slope;
            if (slope == 0 || !(Math.abs(next) < Math.abs(h)) || next * h <= 0) {
                break;
            }
            h = next;
        }
        return h;
    }
}

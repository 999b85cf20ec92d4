package io.meshtrial.statistics.rate;

import io.meshtrial.statistics.special.LevelSet;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The conditional log likelihood of a log ratio δ, relative to a centre near its maximum: ℓ(δ) = Σ_k y_Tk h − n_k
 * ln(1 − q_k + q_k e^h), h = δ − centre, q_k the treatment's share of the errors at the centre. Concave in δ.
 */
final class RatioLikelihood {

    private static final double FURTHEST = 4;
    private static final double FAR = 500;
    private static final int STEPS = 200;

    private final double[] treatment;
    private final double[] control;
    private final double[] odds;
    private final double[] shares;
    private final double[] controlShares;
    private final double centre;

    RatioLikelihood(List<RateStratum> strata) {
        List<RateStratum> withErrors = strata.stream()
                .filter(s -> s.treatmentErrors() > 0 || s.controlErrors() > 0)
                .toList();
        treatment =
                withErrors.stream().mapToDouble(RateStratum::treatmentErrors).toArray();
        control = withErrors.stream().mapToDouble(RateStratum::controlErrors).toArray();
        odds = withErrors.stream()
                .mapToDouble(s -> s.treatmentShare() / (1 - s.treatmentShare()))
                .toArray();
        centre = maximum();
        double scale = Math.exp(centre);
        shares = DoubleStream.of(odds).map(o -> o * scale / (1 + o * scale)).toArray();
        controlShares = DoubleStream.of(odds).map(o -> 1 / (1 + o * scale)).toArray();
    }

    double centre() {
        return centre;
    }

    /** ℓ(δ) − ℓ(centre), at most about 0; the form over the rarer arm cancels least. */
    double value(double delta) {
        double h = delta - centre;
        if (Math.abs(h) > FAR) {
            return valueFarOut(h);
        }
        double growth = Math.expm1(h);
        double shrinkage = Math.expm1(-h);
        double sum = 0;
        for (int k = 0; k < treatment.length; k++) {
            double errors = treatment[k] + control[k];
            sum += shares[k] <= 0.5
                    ? treatment[k] * h - errors * Math.log1p(shares[k] * growth)
                    : -control[k] * h - errors * Math.log1p(controlShares[k] * shrinkage);
        }
        return sum;
    }

    /** Where e^|h| may leave the range: the share that falls is multiplied by e^−|h|, and both are added. */
    private double valueFarOut(double h) {
        double fallen = Math.exp(-Math.abs(h));
        double sum = 0;
        for (int k = 0; k < treatment.length; k++) {
            double errors = treatment[k] + control[k];
            sum += h < 0
                    ? treatment[k] * h - errors * Math.log(controlShares[k] + shares[k] * fallen)
                    : -control[k] * h - errors * Math.log(shares[k] + controlShares[k] * fallen);
        }
        return sum;
    }

    /** dℓ/dδ = Σ y_Tk − n_k q_k(δ). */
    double slope(double delta) {
        double ratio = Math.exp(delta);
        double sum = 0;
        for (int k = 0; k < treatment.length; k++) {
            double treatmentOdds = odds[k] * ratio;
            double controlShare = 1 / (1 + treatmentOdds);
            double treatmentShare = Double.isInfinite(treatmentOdds) ? 1 : treatmentOdds * controlShare;
            sum += treatment[k] * controlShare - control[k] * treatmentShare;
        }
        return sum;
    }

    /** −d²ℓ/dδ² at the centre. */
    private double curvature() {
        double sum = 0;
        for (int k = 0; k < treatment.length; k++) {
            sum += (treatment[k] + control[k]) * shares[k] * controlShares[k];
        }
        return sum;
    }

    /** The δ right (direction 1) or left (−1) of the centre at which ℓ has fallen to the given value; may be infinite. */
    double fallsTo(double level, int direction) {
        double guess = Math.sqrt(2 * Math.max(-level, 1) / Math.max(curvature(), 1e-300));
        LevelSet.Convex fall = new LevelSet.Convex() {
            @Override
            public double value(double h) {
                return level - RatioLikelihood.this.value(centre + h);
            }

            @Override
            public double slope(double h) {
                return -RatioLikelihood.this.slope(centre + h);
            }
        };
        return centre + LevelSet.root(fall, direction * Math.min(guess, FURTHEST));
    }

    boolean hasTreatmentErrors() {
        return sum(treatment) > 0;
    }

    boolean hasControlErrors() {
        return sum(control) > 0;
    }

    /** The maximum within the grid's ends, by bisection on the falling slope; 0 without an error. */
    private double maximum() {
        if (treatment.length == 0) {
            return 0;
        }
        double low = -FURTHEST;
        double high = FURTHEST;
        if (slope(low) <= 0) {
            return low;
        }
        if (slope(high) >= 0) {
            return high;
        }
        for (int step = 0; step < STEPS; step++) {
            double middle = (low + high) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (slope(middle) > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}

package io.meshtrial.analytics.comparison;

import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One metric of one treatment against control, counted and ready to be estimated. */
interface Measurement {

    /** Times the present data beyond which no forecast is made. */
    double HORIZON = 10_000;

    /** Treatment over control, with bounds and e-values. */
    RatioEstimate estimate();

    /**
     * A forecast: at how many times the present data the ratio is expected to be proven on the good side of a margin, if
     * the estimate stays and the shares stay those of now.
     *
     * @param ratio 1 + margin: proven below; 1 − margin: proven above
     * @param alpha level of the one-sided bound
     * @return empty when that is not in sight
     */
    OptionalDouble growthTo(double ratio, double alpha);

    /** Nothing can be said, for a reason. */
    static Measurement none(@Nullable Need need, Silence reason) {
        return new Measurement() {
            @Override
            public RatioEstimate estimate() {
                return RatioEstimate.none(need, reason);
            }

            @Override
            public OptionalDouble growthTo(double ratio, double alpha) {
                return OptionalDouble.empty();
            }
        };
    }
}

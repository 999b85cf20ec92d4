package io.meshtrial.analytics.comparison;

import java.util.OptionalDouble;

/**
 * Errors of users: judged by the ratio of users with at least one error, each counted once in a stratum, so that users who
 * fail again and again are no new evidence; the difference that is shown is that of the error rate of their requests.
 *
 * @param affected users with an error
 * @param rate errors among requests, by the delta method
 */
record UserErrorRate(ErrorRate affected, Means rate) implements Measurement {

    @Override
    public RatioEstimate estimate() {
        return affected.estimate().withDifference(rate.estimate().difference());
    }

    @Override
    public OptionalDouble growthTo(double ratio, double alpha) {
        return affected.growthTo(ratio, alpha);
    }
}

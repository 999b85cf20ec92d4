package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.users.UserMoments;

/**
 * Control and one treatment within one stratum of users, each user by the first assignment.
 *
 * @param treatmentShare w_T/(w_T + w_C) of the shares that drew these users, strictly between 0 and 1
 */
record UserPair(Stratum stratum, UserSums control, UserSums treatment, double treatmentShare) {

    /**
     * One arm's ratio ΣS/ΣN with the variance of one user, by the delta method (Deng et al., arXiv 1803.06336, section 3).
     *
     * @param scale of S: fixed-point units in 1
     */
    static Answer<ArmSummary> summary(RatioSums sums, double scale) {
        return new UserMoments(
                        sums.units(),
                        sums.s().toDouble() / scale,
                        sums.n().toDouble(),
                        sums.ss().toDouble() / scale / scale,
                        sums.nn().toDouble(),
                        sums.sn().toDouble() / scale)
                .summary();
    }
}

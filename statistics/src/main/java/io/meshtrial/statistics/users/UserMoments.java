package io.meshtrial.statistics.users;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import org.apache.commons.numbers.core.DD;

/**
 * Sums over the users of one arm in one stratum: S is what a ratio counts (errors, conversions, milliseconds), N what it
 * counts them among (requests, or 1 for a value per user). Merging adds.
 *
 * @param users k, at least 0
 * @param sumS ΣS
 * @param sumN ΣN
 * @param sumSS ΣS²
 * @param sumNN ΣN²
 * @param sumSN ΣS·N
 */
public record UserMoments(long users, double sumS, double sumN, double sumSS, double sumNN, double sumSN) {

    /** No users. */
    public static final UserMoments EMPTY = new UserMoments(0, 0, 0, 0, 0, 0);

    /** One user. */
    public static UserMoments ofUser(double s, double n) {
        return new UserMoments(1, s, n, s * s, n * n, s * n);
    }

    /** Both sets of users together. */
    public UserMoments merge(UserMoments other) {
        return new UserMoments(
                users + other.users,
                sumS + other.sumS,
                sumN + other.sumN,
                sumSS + other.sumSS,
                sumNN + other.sumNN,
                sumSN + other.sumSN);
    }

    /**
     * The sums after one user's S and N grew from an earlier state: what a stream needs while users come back.
     *
     * @param beforeS the user's S so far
     * @param beforeN the user's N so far
     */
    public UserMoments grow(double beforeS, double beforeN, double s, double n) {
        return new UserMoments(
                users,
                sumS + (s - beforeS),
                sumN + (n - beforeN),
                sumSS + (s * s - beforeS * beforeS),
                sumNN + (n * n - beforeN * beforeN),
                sumSN + (s * n - beforeS * beforeN));
    }

    /**
     * R = ΣS/ΣN and its variance (s²_S − 2R s_SN + R² s²_N)/(k·N̄²) by the delta method (Deng, Knoblich, Lu, arXiv
     * 1803.06336, section 3). The cancelling sum is taken in double the usual precision.
     *
     * @return undefined for {@link Reason#TOO_FEW_USERS}, {@link Reason#NOT_FINITE}, {@link Reason#DENOMINATOR_ZERO}
     */
    public Answer<UserRatio> ratio() {
        if (users < 2) {
            return Answer.undefined(Reason.TOO_FEW_USERS);
        }
        if (!Double.isFinite(sumS) || !Double.isFinite(sumSS) || !Double.isFinite(sumNN) || !Double.isFinite(sumSN)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        if (!(sumN > 0) || Double.isInfinite(sumN)) {
            return Answer.undefined(Reason.DENOMINATOR_ZERO);
        }
        // Residuals S − R·N sum to 0, so their centred sum of squares is ΣS² − 2RΣSN + R²ΣN².
        DD ratio = DD.of(sumS).divide(DD.of(sumN));
        DD residual = DD.of(sumSS)
                .subtract(ratio.multiply(2).multiply(sumSN))
                .add(ratio.multiply(ratio).multiply(sumNN));
        double squares = Math.max(0, residual.doubleValue());
        double meanN = sumN / users;
        return Answer.of(new UserRatio(users, sumS, sumN, squares / (users - 1.0) / users / (meanN * meanN)));
    }

    /**
     * This arm as an arm of users for strata: n = users, mean = R, variance of one user = k·Var(R). So ratios over users
     * are added over strata exactly as means are.
     *
     * @return as {@link #ratio}
     */
    public Answer<ArmSummary> summary() {
        return ratio().map(ratio -> new ArmSummary(users, ratio.ratio(), ratio.variance() * users));
    }
}

package io.meshtrial.statistics.users;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.special.PowerOfTwo;
import org.apache.commons.numbers.core.DD;

/**
 * Sums over the users of one arm in one stratum: S is what a ratio counts (errors, conversions, milliseconds), N what it
 * counts them among (requests, or 1 for a value per user). Merging adds (Deng, Knoblich, Lu, arXiv 1803.06336, section 3).
 *
 * @param users k, at least 0
 * @param sumS ΣS, in the metric's unit
 * @param sumN ΣN
 * @param sumSS ΣS²
 * @param sumNN ΣN²
 * @param sumSN ΣS·N
 */
public record UserMoments(long users, double sumS, double sumN, double sumSS, double sumNN, double sumSN) {

    /** No users. */
    public static final UserMoments EMPTY = new UserMoments(0, 0, 0, 0, 0, 0);

    /**
     * One user.
     *
     * @param s in the metric's unit
     * @param n what S is counted among, at least 0
     */
    public static UserMoments ofUser(double s, double n) {
        return new UserMoments(1, s, n, s * s, n * n, s * n);
    }

    /**
     * Both sets of users together.
     *
     * @throws ArithmeticException if there are more users than a long holds
     */
    public UserMoments merge(UserMoments other) {
        return new UserMoments(
                Math.addExact(users, other.users),
                sumS + other.sumS,
                sumN + other.sumN,
                sumSS + other.sumSS,
                sumNN + other.sumNN,
                sumSN + other.sumSN);
    }

    /**
     * The sums after one user's S and N grew from an earlier state: what a stream needs while users come back.
     *
     * @param beforeS the user's S so far, in the metric's unit
     * @param beforeN the user's N so far, at least 0
     * @param s the user's S now, in the metric's unit
     * @param n the user's N now, at least 0
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
     * 1803.06336, section 3). The cancelling sum is taken in double the usual precision, on sums scaled by powers of two, so
     * that no square of theirs leaves the range.
     *
     * @return R in units of S over N; undefined for {@link Reason#TOO_FEW_USERS}, {@link Reason#NOT_FINITE} (the answer
     *     beyond a double included) or {@link Reason#DENOMINATOR_ZERO}
     */
    public Answer<UserRatio> ratio() {
        if (users < 2) {
            return Answer.undefined(Reason.TOO_FEW_USERS);
        }
        if (!Double.isFinite(sumS + sumN + sumSS + sumNN + sumSN)) {
            return Answer.undefined(Reason.NOT_FINITE);
        }
        if (!(sumN > 0)) {
            return Answer.undefined(Reason.DENOMINATOR_ZERO);
        }
        return ratioOfScaled(
                PowerOfTwo.of(Math.max(Math.abs(sumS), Math.sqrt(Math.max(0, sumSS)))), PowerOfTwo.of(sumN));
    }

    private Answer<UserRatio> ratioOfScaled(PowerOfTwo s, PowerOfTwo n) {
        // Residuals S − R·N sum to 0, so their centred sum of squares is ΣS² − 2RΣSN + R²ΣN².
        DD ratio = DD.of(s.in(sumS)).divide(DD.of(n.in(sumN)));
        DD residual = DD.of(s.in(s.in(sumSS)))
                .subtract(ratio.multiply(2).multiply(n.in(s.in(sumSN))))
                .add(ratio.multiply(ratio).multiply(n.in(n.in(sumNN))));
        double squares = Math.max(0, residual.doubleValue());
        double meanN = n.in(sumN) / users;
        double scaled = squares / (users - 1.0) / users / (meanN * meanN);
        double variance = n.in(n.in(s.out(s.out(scaled))));
        return Answer.ofFinite(new UserRatio(users, sumS, sumN, variance), sumS / sumN, variance);
    }

    /**
     * This arm as an arm of users for strata: n = users, mean = R, variance of one user = k·Var(R). So ratios over users
     * are added over strata exactly as means are.
     *
     * @return as {@link #ratio}
     */
    public Answer<ArmSummary> summary() {
        return ratio().flatMap(ratio -> {
            double variance = ratio.variance() * users;
            return Answer.ofFinite(new ArmSummary(users, ratio.ratio(), variance), variance);
        });
    }
}

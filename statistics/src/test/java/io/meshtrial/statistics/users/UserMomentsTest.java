package io.meshtrial.statistics.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.statistics.Answer;
import io.meshtrial.statistics.Reason;
import io.meshtrial.statistics.mean.ArmSummary;
import org.junit.jupiter.api.Test;

class UserMomentsTest {

    private static final double[] S = {0, 1, 2, 0, 3, 1};
    private static final double[] N = {4, 5, 10, 2, 12, 7};

    @Test
    void mergedUsersEqualTheUsersThemselves() {
        UserMoments merged = UserMoments.EMPTY;
        for (int i = 0; i < S.length; i++) {
            merged = merged.merge(UserMoments.ofUser(S[i], N[i]));
        }
        UserRatio fromSums = merged.ratio().orElseThrow();
        UserRatio fromUsers = UserRatio.of(S, N).orElseThrow();
        assertThat(fromSums.ratio()).isEqualTo(fromUsers.ratio()).isEqualTo(0.175);
        assertThat(fromSums.variance()).isCloseTo(fromUsers.variance(), within(1e-17));
        // Number of the design.
        assertThat(fromSums.variance()).isCloseTo(.0011634375, within(1e-15));
    }

    @Test
    void aUserWhoComesBackChangesTheSumsAsIfSeenOnce() {
        UserMoments grown = UserMoments.ofUser(1, 4).grow(1, 4, 3, 12).merge(UserMoments.ofUser(0, 2));
        assertThat(grown).isEqualTo(UserMoments.ofUser(3, 12).merge(UserMoments.ofUser(0, 2)));
    }

    @Test
    void asAnArmItKeepsItsStandardError() {
        UserMoments arm = UserMoments.EMPTY;
        for (int i = 0; i < S.length; i++) {
            arm = arm.merge(UserMoments.ofUser(S[i], N[i]));
        }
        ArmSummary summary = arm.summary().orElseThrow();
        assertThat(summary.variance() / summary.n())
                .isCloseTo(arm.ratio().orElseThrow().variance(), within(1e-18));
        assertThat(summary.n()).isEqualTo(6);
    }

    @Test
    void whatHasNoRatioHasAReason() {
        assertThat(UserMoments.ofUser(1, 1).ratio()).isEqualTo(Answer.undefined(Reason.TOO_FEW_USERS));
        assertThat(new UserMoments(2, 1, 0, 1, 0, 0).ratio()).isEqualTo(Answer.undefined(Reason.DENOMINATOR_ZERO));
        assertThat(new UserMoments(2, Double.NaN, 1, 1, 0, 0).ratio()).isEqualTo(Answer.undefined(Reason.NOT_FINITE));
        assertThat(UserRatio.of(new double[2], new double[3])).isEqualTo(Answer.undefined(Reason.SHAPE));
        assertThat(UserRatio.of(new double[] {1, Double.NaN}, new double[] {1, 1}))
                .isEqualTo(Answer.undefined(Reason.NOT_FINITE));
    }
}

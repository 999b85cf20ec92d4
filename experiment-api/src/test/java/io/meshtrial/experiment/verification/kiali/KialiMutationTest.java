package io.meshtrial.experiment.verification.kiali;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.routing.object.MeshObject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Broken answers of every kind: no exception, no pass, and no more time or memory than is set. */
class KialiMutationTest {

    private static final int ANSWERS = Boolean.getBoolean("meshtrial.proof") ? 10_000 : 1_000;
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    @Test
    void brokenAnswersAreNeverAPass() throws Exception {
        Subject subject = Subjects.subsets("10% to v2", Duration.ofSeconds(80));
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        try (RecordedKiali kiali = RecordedKiali.of("a-split-90-10")) {
            List<MeshObject> objects = kiali.objects().subList(0, 1);
            KialiRows whole = KialiRows.anonymous(kiali.url(), Duration.ofSeconds(5));
            assertThat(whole.validations(objects).verdict()).isEqualTo(Verdict.AGREES);
            assertThat(whole.share(subject).verdict()).isEqualTo(Verdict.AGREES);
            KialiRows rows = KialiRows.anonymous(kiali.url(), TIMEOUT);
            for (int seed = 0; seed < ANSWERS; seed++) {
                kiali.misbehaviour = new Mutation(seed);
                Outcome outcome = seed % 2 == 0 ? rows.validations(objects) : rows.share(subject);
                assertThat(outcome.verdict())
                        .as("seed %d: %s", seed, outcome.sentence())
                        .isEqualTo(Verdict.UNKNOWN);
                reasons.merge(java.util.Objects.requireNonNull(outcome.reason()), 1, Integer::sum);
            }
        }
        assertThat(reasons).as("the client was awake for most of them").containsKey(Reason.UNREADABLE);
        assertThat(reasons.getOrDefault(Reason.RESTING, 0)).isLessThan(ANSWERS / 10);
    }
}

package io.meshtrial.analytics.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 1 000 units so far. */
class OutlookTest {

    private static final Outlook.Guarded ERRORS = new Outlook.Guarded("error-rate", "v2");

    @Test
    void theSlowestGuardrailDecidesWhen() {
        Outlook ahead = new Outlook(10, Map.of(ERRORS, 3.0, new Outlook.Guarded("latency-mean", "v2"), 5.0));
        Case two = new Case()
                .metrics(Case.ERRORS, Case.LATENCY)
                .errors(0.3, 0)
                .compared(Case.LATENCY, "v2", 0.1, 0, 0)
                .outlook(ahead);
        assertThat(Outlook.decisionAt(two.evidence()))
                .contains(two.evidence().now().plusSeconds(400));
        assertThat(Outlook.decisionAt(two.evidence().comparisons().getFirst(), two.evidence()))
                .contains(two.evidence().now().plusSeconds(200));
    }

    @Test
    void aGuardrailOutOfSightLeavesNoTimeForAll() {
        Case two = new Case()
                .metrics(Case.ERRORS, Case.LATENCY)
                .errors(0.4, 0)
                .compared(Case.LATENCY, "v2", 0.1, 0, 0)
                .outlook(new Outlook(10, Map.of(new Outlook.Guarded("latency-mean", "v2"), 2.0)));
        assertThat(Outlook.decisionAt(two.evidence())).isEmpty();
        assertThat(Outlook.decisionAt(two.evidence().comparisons().getLast(), two.evidence()))
                .isPresent();
    }

    @Test
    void whatHasPassedIsNotWaitedFor() {
        Evidence evidence = new Case()
                .errors(0.1, 0)
                .outlook(new Outlook(10, Map.of(ERRORS, 3.0)))
                .evidence();
        assertThat(Outlook.decisionAt(evidence)).isEmpty();
    }

    @Test
    void withoutTrafficOrSightThereIsNoTime() {
        assertThat(decision(Outlook.NONE)).isEmpty();
        assertThat(decision(new Outlook(0, Map.of(ERRORS, 3.0)))).isEmpty();
        assertThat(decision(new Outlook(0.00001, Map.of(ERRORS, 3.0)))).isEmpty();
    }

    private static Optional<Instant> decision(Outlook outlook) {
        return Outlook.decisionAt(new Case().errors(0.3, 0).outlook(outlook).evidence());
    }
}

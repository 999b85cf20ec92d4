package io.meshtrial.experiment.verification.kiali;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Broken answers of every kind: no exception, no pass, and no more time or memory than is set. The client is a process of its
 * own with a small heap, which answers of any size must leave standing.
 */
class KialiMutationTest {

    /** In all; the scenarios share them. */
    private static final int ANSWERS = Boolean.getBoolean("meshtrial.proof") ? 10_000 : 1_000;

    private static final int SCENARIOS = 5;
    private static final Duration TIMEOUT = Duration.ofMillis(250);

    /** Of one outcome: two questions at most, each with its time-out; generous, since machines pause. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Where the whole answer is a pass: of the row {@code v}alidations, and of {@code s}hare where rules are given. */
    @ParameterizedTest
    @CsvSource({
        "a-split-90-10, 10% to v2",
        "a2-gateway-telemetry-only, 10% to v2",
        "e5-weight-100-0, everyone else to v1",
        "i-service-per-version, 67% to v2",
        "j-many-named-routes, ''"
    })
    void brokenAnswersAreNeverAPass(String scenario, String rules) throws Exception {
        Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
        boolean shares = !rules.isEmpty();
        try (RecordedKiali kiali = RecordedKiali.of(scenario);
                KialiReader reader = KialiReader.start(kiali.url(), scenario, rules, TIMEOUT)) {
            assertThat(reader.ask("validations").verdict()).isEqualTo(Verdict.AGREES);
            if (shares) {
                assertThat(reader.ask("share").verdict()).isEqualTo(Verdict.AGREES);
            }
            for (int seed = 0; seed < ANSWERS / SCENARIOS; seed++) {
                kiali.misbehaviour = new Mutation(seed);
                KialiReader.Read read = reader.ask(seed % 2 == 0 || !shares ? "validations" : "share");
                assertThat(read.verdict())
                        .as("%s, seed %d: %s", scenario, seed, read)
                        .isEqualTo(Verdict.UNKNOWN);
                assertThat(read.took()).as("%s, seed %d", scenario, seed).isLessThan(LONGEST);
                reasons.merge(read.reason(), 1, Integer::sum);
            }
            kiali.misbehaviour = null;
            assertThat(reader.peakHeapBytes())
                    .as("of the heap that the reader has")
                    .isLessThanOrEqualTo(KialiReader.HEAP_MEGABYTES << 20);
        }
        assertThat(reasons).as("the client was awake for most of them").containsKey(Reason.UNREADABLE);
        assertThat(reasons.getOrDefault(Reason.RESTING, 0)).isLessThan(ANSWERS / SCENARIOS / 10);
    }
}

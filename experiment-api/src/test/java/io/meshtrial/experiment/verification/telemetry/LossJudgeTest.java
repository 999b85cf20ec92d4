package io.meshtrial.experiment.verification.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.events.EventCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossJudgeTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Window HOUR = new Window(NOON.minusSeconds(3600), NOON);

    private final LossJudge judge = new LossJudge(
            new TelemetryProperties(List.of(), Duration.ofSeconds(2), Duration.ofSeconds(20), 0.005, 0.01),
            new ShareSettings(0.999, 0.005, 200, 20));

    /** Of 100 000 requests in an hour, 500 may be lost and 23.4 fall on either side of ends that are off by a second. */
    @ParameterizedTest
    @CsvSource({
        "90000, 10000, 90000, 10000, 100000, AGREES,",
        "90000, 10000, 89600, 9900, 99490, AGREES,",
        "90000, 10000, 89400, 9900, 99400, DIFFERS, EVENTS_LOST",
        "90000, 10000, 90600, 10000, 100600, DIFFERS, EVENTS_SURPLUS",
        "90000, 10000, 85000, 15000, 100000, DIFFERS, SHARES_DIFFER",
        "90000, 10000, 0, 0, 0, DIFFERS, EVENTS_LOST",
        "100, 50, 100, 50, 150, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "0, 0, 5000, 500, 5500, TOO_EARLY, TOO_LITTLE_TRAFFIC"
    })
    void eventsAreHeldAgainstTheRequestsOfTheSameMinutes(
            double v1, double v2, long events1, long events2, long all, Verdict verdict, @Nullable Reason reason) {
        RequestCounts requests = new RequestCounts(
                List.of(
                        new RequestCounts.Count(new ServiceName("catalog-v1", "demo"), "v1", true, v1),
                        new RequestCounts.Count(new ServiceName("catalog-v2", "demo"), "v2", true, v2)),
                1);
        Outcome outcome = judge.judge(
                requests,
                new EventCounts(Map.of("v1", events1, "v2", events2), all),
                Subjects.services("10% to v2", Duration.ofHours(1)).spec(),
                HOUR);
        assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
        assertThat(outcome.reason()).isEqualTo(reason);
    }
}

package io.meshtrial.experiment.verification.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import io.meshtrial.experiment.verification.witness.JsonAnswer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SampleRatioCheckTest {

    private static final SampleRatioCheck CHECK = new SampleRatioCheck(
            new ResultsClient(new ResultsProperties(null, null, Duration.ofSeconds(2)), ""),
            new ShareSettings(0.999, 0.005, 200, 20));

    /**
     * The example's half a million units of older revisions stay; the current one has {@code units}, of which its only
     * treatment has {@code treated}. Counts as in ShareJudgeTest.
     */
    @ParameterizedTest
    @CsvSource({
        "0.25, 199, 50, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "0.25, 200, 50, AGREES,",
        "0.25, 0, 0, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "0.01, 200, 0, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "0.01, 2154, 21, TOO_EARLY, TOO_LITTLE_TRAFFIC",
        "0.01, 2155, 21, AGREES,"
    })
    void unitsOfOlderRevisionsSayNothingAboutThisSplit(
            double target, long units, long treated, Verdict verdict, @Nullable Reason reason) throws Exception {
        JsonNode example = JsonAnswer.read(Files.readAllBytes(Path.of("../docs/reference/results-example.json")));
        ((ObjectNode) example.path("experiment")).put("revision", 1);
        for (JsonNode entry : example.at("/share/revisions")) {
            ObjectNode revision = (ObjectNode) entry;
            if (revision.path("number").asInt() == 3) {
                revision.put("number", 1).put("units", units);
                ((ObjectNode) revision.at("/arms/0")).put("target", target).put("units", treated);
            } else {
                revision.put("number", revision.path("number").asInt() + 10);
            }
        }
        SplitReading reading = SplitReading.read(example);
        assertThat(reading.units()).isGreaterThan(500_000);

        Outcome outcome = CHECK.judge(Subjects.subsets("25% to v2", Duration.ofHours(1)), reading);

        assertThat(outcome.verdict()).as(outcome.sentence()).isEqualTo(verdict);
        assertThat(outcome.reason()).isEqualTo(reason);
    }
}

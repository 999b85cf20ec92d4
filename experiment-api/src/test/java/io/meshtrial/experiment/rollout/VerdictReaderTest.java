package io.meshtrial.experiment.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.rollout.Verdict.Bound;
import io.meshtrial.experiment.rollout.Verdict.Given;
import io.meshtrial.experiment.rollout.Verdict.Missing;
import io.meshtrial.experiment.rollout.Verdict.Word;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class VerdictReaderTest {

    private static final Set<String> TREATMENTS = Set.of("v2");

    @Test
    void theDocumentedExampleOfAnalyticsIsRead() throws IOException {
        String example = JsonMapper.builder()
                .build()
                .readTree(Files.readString(Path.of("../docs/reference/results-example.json")))
                .path("verdict")
                .toString();
        assertThat(VerdictReader.read(example, TREATMENTS)).isInstanceOfSatisfying(Given.class, given -> {
            assertThat(given.word()).isEqualTo(Word.NO_HARM);
            assertThat(given.ratioClean()).isTrue();
            assertThat(given.promotable())
                    .as("its minimum duration is not over")
                    .isFalse();
            assertThat(given.bounds()).contains(new Bound("latency-p95", 0.031, 0.05));
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "<html>",
                "{}",
                "{\"word\":\"FINE\",\"promotion\":[]}",
                "{\"word\":3,\"promotion\":[]}",
                "{\"word\":\"BETTER\"}",
                "{\"word\":\"BETTER\",\"promotion\":{}}"
            })
    void whatIsNoVerdictIsMissing(String body) {
        assertThat(VerdictReader.read(body, TREATMENTS)).isInstanceOf(Missing.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[7, null, {}]",
                "[{\"kind\":\"BOUND\",\"condition\":\"a\",\"bound\":\"0.01\",\"limit\":0.05}]",
                "[{\"kind\":\"BOUND\",\"condition\":\"a\",\"bound\":0.01}]"
            })
    void missingPartsOfAVerdictDoNotPass(String promotion) {
        Verdict verdict = VerdictReader.read("{\"word\":\"NO_HARM\",\"promotion\":" + promotion + "}", TREATMENTS);
        assertThat(verdict).isInstanceOfSatisfying(Given.class, given -> {
            assertThat(RolloutDecider.passes(given, 5, io.meshtrial.experiment.definition.RolloutPolicy.defaults()))
                    .isFalse();
            assertThat(given.promotable()).isFalse();
            assertThat(given.blind()).isTrue();
        });
    }

    @Test
    void onlyATreatmentThatFallsSilentIsACrash() {
        assertThat(silent("ARM_SILENT", "v2", 130, 120)).isTrue();
        assertThat(silent("ARM_SILENT", "v1", 130, 120)).isFalse();
        assertThat(silent("SAMPLE_RATIO", "v2", 0.2, 0.25)).isTrue();
        assertThat(silent("SAMPLE_RATIO", "v2", 0.3, 0.25)).isFalse();
        assertThat(silent("STALE_STREAM", "v2", 70, 60)).isFalse();
    }

    /** Its grace is the policy's, which may be longer than the two minutes after which analytics speaks of harm. */
    @Test
    void harmByATreatmentsSilenceAloneWaitsForTheGrace() {
        String silence = "{\"variant\":\"v2\",\"relation\":\"OLDER_THAN\",\"bound\":130,\"limit\":120}";
        String errors = "{\"variant\":\"v2\",\"relation\":\"HARM\",\"bound\":2000,\"limit\":100}";
        Given crash = (Given)
                VerdictReader.read("{\"word\":\"HARM\",\"promotion\":[],\"deciding\":[" + silence + "]}", TREATMENTS);
        assertThat(crash.word()).isEqualTo(Word.CANNOT_JUDGE);
        assertThat(crash.reason()).isEqualTo("ARM_SILENT");
        assertThat(crash.treatmentSilent()).isTrue();
        Given both = (Given) VerdictReader.read(
                "{\"word\":\"HARM\",\"promotion\":[],\"deciding\":[" + errors + "," + silence + "]}", TREATMENTS);
        assertThat(both.word()).isEqualTo(Word.HARM);
    }

    @Test
    void boundsOfBeforeAreNoVerdictWhileNobodyCalls() {
        String last = "{\"variant\":null,\"relation\":\"OLDER_THAN\",\"bound\":900,\"limit\":60}";
        String margin = "{\"variant\":\"v2\",\"relation\":\"BELOW_MARGIN\",\"bound\":0.01,\"limit\":0.05}";
        String body = "{\"word\":\"INSUFFICIENT_DATA\",\"promotion\":[],\"deciding\":[%s]}";
        assertThat(VerdictReader.read(body.formatted(last + "," + margin), TREATMENTS))
                .isInstanceOf(Missing.class);
        assertThat(VerdictReader.read(body.formatted(margin), TREATMENTS)).isInstanceOf(Given.class);
    }

    private static boolean silent(String reason, String variant, double bound, double limit) {
        String body = "{\"word\":\"CANNOT_JUDGE\",\"reason\":\"" + reason + "\",\"promotion\":[],\"deciding\":[{"
                + "\"variant\":\"" + variant + "\",\"bound\":" + bound + ",\"limit\":" + limit + "}]}";
        return ((Given) VerdictReader.read(body, TREATMENTS)).treatmentSilent();
    }
}

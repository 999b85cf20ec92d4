package io.meshtrial.experiment.verification.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Subjects;
import io.meshtrial.experiment.verification.check.Verdict;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeJudgeTest {

    private static final double LEVEL = 0.999;

    private static RuleRequest rule(int parts) {
        return new RuleRequest(1, "GET", "/", "", List.of(), Map.of("v1", 10_000 - parts, "v2", parts));
    }

    private static Verdict verdict(int parts, int v1, int v2) {
        List<Optional<String>> versions = new ArrayList<>(Collections.nCopies(v1, Optional.of("v1")));
        versions.addAll(Collections.nCopies(v2, Optional.of("v2")));
        return ProbeJudge.judge(
                        rule(parts),
                        "http://gateway",
                        versions,
                        Subjects.subsets("10% to v2", Duration.ofHours(1)).spec(),
                        LEVEL)
                .verdict();
    }

    /** By hand: without a success Wilson's interval at 99.9 % ends at 10.83/(n + 10.83), which must lie below the share. */
    @ParameterizedTest
    @CsvSource({"5000, 40", "2500, 40", "1000, 98", "500, 206", "100, 1072", "50, 2155", "1, 108265"})
    void soManyRequestsAreSentThatAVersionThatNeverAnswersIsFoundOut(int parts, int requests) {
        assertThat(ProbeJudge.requests(rule(parts), 40, LEVEL)).isEqualTo(requests);
        assertThat(verdict(parts, requests, 0)).isEqualTo(Verdict.DIFFERS);
        int due = Math.ceilDiv(requests * parts, 10_000);
        assertThat(verdict(parts, requests - due, due)).isEqualTo(Verdict.AGREES);
    }

    @Test
    void whatWasNotAskedIsNoPassAndHidesNoWrongAnswer() {
        Evidence.Probe agrees = probe(Verdict.AGREES);
        assertThat(ProbeJudge.outcome(List.of(agrees), List.of()).verdict()).isEqualTo(Verdict.AGREES);
        List<String> beyond =
                List.of(RuleProbesCheck.beyond(7, List.of(URI.create("http://a"), URI.create("http://b"))));
        Outcome cut = ProbeJudge.outcome(List.of(agrees), beyond);
        assertThat(cut.reason()).isEqualTo(Reason.NO_REQUEST);
        assertThat(cut.sentence())
                .isEqualTo("Rule 7 was not probed at http://a, http://b: one look sends 10000 requests at most.");
        assertThat(ProbeJudge.outcome(List.of(agrees, probe(Verdict.DIFFERS)), beyond)
                        .verdict())
                .isEqualTo(Verdict.DIFFERS);
        assertThat(ProbeJudge.outcome(List.of(), List.of()).verdict()).isEqualTo(Verdict.UNKNOWN);
    }

    private static Evidence.Probe probe(Verdict verdict) {
        return new Evidence.Probe(
                1, "GET /", "http://gateway", Map.of("v1", 9000, "v2", 1000), Map.of("v1", 98), 0, verdict);
    }
}

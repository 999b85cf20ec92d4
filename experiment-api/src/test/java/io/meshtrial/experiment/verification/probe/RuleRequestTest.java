package io.meshtrial.experiment.verification.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.experiment.definition.RuleReader;
import io.meshtrial.routing.audience.AudienceTable;
import io.meshtrial.routing.predicate.Witness;
import io.meshtrial.rules.evaluate.RuleEvaluator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleRequestTest {

    private static Optional<RuleRequest> of(String rules, String method, Witness.Header... headers) {
        Witness example = new Witness(method, "example.test", "/", List.of(headers));
        AudienceTable.Row row =
                new AudienceTable.Row(1, "some", List.of(), null, Map.of("v1", 8000, "v2", 2000), example);
        return RuleRequest.of(
                row,
                "catalog.example.com",
                "/Weather",
                RuleEvaluator.of(RuleReader.stored(rules).rules(), "v1"));
    }

    @Test
    void probesSayWhatTheyAreAndAskForTheHostAndThePathThatAreSetUp() {
        RuleRequest request = of("20% to v2", "GET").orElseThrow();
        assertThat(request.headers()).containsExactly(new Witness.Header("user-agent", "meshtrial-probe (bot)"));
        assertThat(request.host()).isEqualTo("catalog.example.com");
        assertThat(request.path()).isEqualTo("/Weather");
        assertThat(request.splits()).isTrue();
    }

    @Test
    void aRuleAboutBrowsersStillMatchesWhenTheProbeSaysWhatItIs() {
        Witness.Header firefox = new Witness.Header("user-agent", "Mozilla/5.0 Gecko/20100101 Firefox/143.0");
        assertThat(of("user-agent matches \".*Firefox.*\" to v2", "GET", firefox)
                        .orElseThrow()
                        .headers())
                .singleElement()
                .satisfies(header ->
                        assertThat(header.value()).startsWith("Mozilla/5.0").endsWith("(bot)"));
    }

    @Test
    void aRuleForOneExactAgentKeepsIt() {
        Witness.Header exact = new Witness.Header("user-agent", "batch/1");
        assertThat(of("header user-agent is \"batch/1\" to v2", "GET", exact)
                        .orElseThrow()
                        .headers())
                .containsExactly(exact);
    }

    @Test
    void whatMightChangeSomethingIsNotSent() {
        assertThat(of("method POST to v2", "POST")).isEmpty();
    }
}

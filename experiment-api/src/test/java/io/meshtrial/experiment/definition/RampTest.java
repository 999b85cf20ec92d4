package io.meshtrial.experiment.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.VariantRole;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RampTest {

    private static final List<Variant> VARIANTS = List.of(
            variant("v1", VariantRole.CONTROL),
            variant("v2", VariantRole.TREATMENT),
            variant("v3", VariantRole.TREATMENT));

    private static Variant variant(String name, VariantRole role) {
        return new Variant(name, role, name, new Destination("catalog-" + name, null, null));
    }

    private static Ramp ramp(String rules) {
        return Ramp.of(VARIANTS, RuleReader.stored(rules.replace("|", "\n"))).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10% to v2; 10; 25; 25% to v2",
                "users: 10% to v2, 90% to v1; 10; 25; users: 25% to v2, 75% to v1",
                "users: 1% to v2; 1; 5; users: 5% to v2",
                "10% to v2|everyone else to v1; 10; 0.05; 0.05% to v2|everyone else to v1",
                "# ours|Chrome to v1|20% of Firefox to v2; 20; 50; # ours|Chrome to v1|50% of Firefox to v2",
                "mirror 5% to v2|10% to v2; 10; 25; mirror 5% to v2|25% to v2",
                "Chrome to v1|everyone else: 10% to v3; 10; 25; Chrome to v1|everyone else: 25% to v3"
            })
    void onlyTheDrawnRuleIsMoved(String rules, double share, double next, String moved) {
        Ramp ramp = ramp(rules);
        assertThat(ramp.percent()).isEqualTo(share);
        assertThat(ramp.at(next).text()).isEqualTo(moved.replace("|", "\n"));
        assertThat(ramp(ramp.at(next).text()).percent()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Chrome to v2", "100% to v2", "10% of Chrome to v2|20% of Firefox to v2", "10% to v2, 10% to v3"
            })
    void whereNoSingleRuleDrawsBetweenControlAndOneTreatmentThereIsNothingToMove(String rules) {
        assertThat(Ramp.of(VARIANTS, RuleReader.stored(rules.replace("|", "\n"))))
                .isEmpty();
    }

    @Test
    void theShareIsExactToAHundredthOfAPercent() {
        Ramp ramp = ramp("10% to v2");
        for (int parts = 1; parts < 10_000; parts++) {
            assertThat(ramp.at(parts / 100.0).text())
                    .isEqualTo(ramp(ramp.at(parts / 100.0).text()).rules().text());
            assertThat(ramp(ramp.at(parts / 100.0).text()).share().parts()).isEqualTo(parts);
        }
    }
}

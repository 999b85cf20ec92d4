package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rules that have moved: names, identity and cookies say the numbers that they keep. */
class NumberedRulesTest {

    private static final MeshObject LIVE = Samples.object("""
            {kind: 'VirtualService', metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},
             spec: {hosts: ['*'], gateways: ['g'], http: [{route: [{destination: {host: 'catalog-v1'}}]}]}}""");

    private static ExperimentRouting moved(String rules, Map<Integer, RuleNumber> numbers) {
        ExperimentRouting plain = Samples.experiment("e", 3, rules);
        Map<Integer, Drawing> drawings = new HashMap<>(plain.drawings());
        List<DrawnWeights> history = List.of(new DrawnWeights(1, Map.of("v1", 9, "v2", 1)));
        numbers.forEach((ordinal, number) -> drawings.put(ordinal, new Drawing(2, Samples.TOKEN, history, number)));
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                drawings,
                plain.observe(),
                plain.priority(),
                plain.createdAt(),
                plain.sticky());
    }

    @Test
    void aStickyRuleThatHasMovedDownKeepsItsNumberAndItsCookie() {
        String routes = Samples.compiled(
                        moved("bots to v1\nusers: 10% to v2", Map.of(1, new RuleNumber(2, 0), 2, new RuleNumber(1, 0))),
                        LIVE)
                .routes()
                .toString();

        assertThat(routes)
                .contains("meshtrial/e/r3/2.0\"", "meshtrial/e/r3/1.0.hold-v1", "meshtrial/e/r3/1.0.hold-v2")
                .contains("e;r2;1;v2;catalog-v2;", "e;r2;2;v1;catalog-v1;")
                .contains("mt-e=v2.r2.o0.")
                .contains("mt-e=v2\\\\.r(1|2)")
                .doesNotContain("redraw");
    }

    @Test
    void aFurtherStickyRuleKeepsTheCookieThatItGaveOut() {
        ExperimentRouting experiment = moved(
                "users of method GET: 10% to v2\nusers: 10% to v2",
                Map.of(1, new RuleNumber(7, 7), 2, new RuleNumber(2, 0)));
        List<OwnedRoute> routes = Samples.compiled(experiment, LIVE).routes();

        assertThat(routes.toString()).contains("meshtrial/e/r3/7.0.draw", "mt-e.7=v2.r2.o0.", "mt-e=v2.r2.o0.");
        assertThat(routes).extracting(OwnedRoute::rule).containsOnly(1, 2);
    }

    @Test
    void twoRulesHaveTwoNumbers() {
        assertThatThrownBy(() -> moved("10% to v2\n20% to v2", Map.of(1, new RuleNumber(2, 0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one number");
        assertThatThrownBy(() -> new RuleNumber(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new RuleNumber(1, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}

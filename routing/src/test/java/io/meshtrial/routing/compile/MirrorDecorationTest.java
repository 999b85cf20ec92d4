package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.rules.model.Share;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: Istio's reference: {@code mirror} and {@code mirrors} exclude one another; no percentage means all, as recorded. */
class MirrorDecorationTest {

    private static final String OURS = "{destination: {host: 'catalog-v2'}, percentage: {value: 5}}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | " + OURS,
                "{mirrors: [{destination: {host: 'x'}}]} | {destination: {host: 'x'}}, " + OURS,
                "{mirror: {host: 'x'}} | {destination: {host: 'x'}}, " + OURS,
                "{mirror: {host: 'x'}, mirrorPercent: 7} | {destination: {host: 'x'}, percentage: {value: 7}}, " + OURS,
                "{mirror: {host: 'x'}, mirrorPercentage: {value: 8}} | {destination: {host: 'x'}, percentage: {value: 8}}, "
                        + OURS,
                "{mirror: {host: 'x'}, mirrorPercentage: {}} | {destination: {host: 'x'}, percentage: {value: 0}}, "
                        + OURS
            })
    void itIsAddedToWhatTheBaseMirrors(String route, String mirrors) {
        ObjectNode decorated = (ObjectNode) Samples.object(route).json();
        new MirrorDecoration((ObjectNode) Samples.object("{host: 'catalog-v2'}").json(), new Share(500))
                .addTo(decorated);

        assertThat(decorated)
                .isEqualTo(Samples.object("{mirrors: [" + mirrors + "]}").json());
    }

    @ParameterizedTest
    @CsvSource({"mirror 5% to v2, 5", "mirror 0.25% to v2, 0.25", "mirror 100% to v2, 100"})
    void everyRouteThatAssignsHasIt(String rule, String percentage) {
        MeshObject live = Samples.object(Samples.DEMONSTRATION);
        var routes = Samples.compiled(Samples.experiment("e", 1, rule + "\npath /a to v2"), live)
                .routes();

        assertThat(routes).filteredOn(route -> route.rule() > 0).isNotEmpty().allSatisfy(route -> {
            assertThat(route.json().path("mirrors")).hasSize(1);
            assertThat(route.json().at("/mirrors/0/destination/host").asText()).isEqualTo("catalog-v2");
            assertThat(route.json().at("/mirrors/0/percentage/value").asText()).isEqualTo(percentage);
        });
        assertThat(routes)
                .filteredOn(route -> route.rule() == 0)
                .allSatisfy(route -> assertThat(route.json().has("mirrors")).isFalse());
    }

    /** The base's own list is shared with its clone. */
    @Test
    void theBaseStaysAsItWas() {
        MeshObject live = Samples.object("""
                {kind: 'VirtualService', metadata: {name: 'c', namespace: 'demo'}, spec: {hosts: ['*'], gateways: ['g'], http: [
                  {route: [{destination: {host: 'catalog-v1'}}], mirrors: [{destination: {host: 'x'}}]}]}}
                """);
        var before = live.json().deepCopy();
        Samples.compiled(Samples.experiment("e", 1, "mirror 5% to v2\n10% to v2"), live);

        assertThat(live.json()).isEqualTo(before);
    }
}

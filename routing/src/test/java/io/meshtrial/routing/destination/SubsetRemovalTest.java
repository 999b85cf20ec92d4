package io.meshtrial.routing.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubsetRemovalTest {

    private static final String RULE = "{metadata: {name: 'c', namespace: 'demo', resourceVersion: '7', annotations:"
            + " {'meshtrial.io/subsets': '%s'}}, spec: {host: 'catalog', subsets: [%s]}}";
    private static final String OWNED = "{metadata: {name: 'meshtrial-catalog', namespace: 'demo', annotations:"
            + " {'meshtrial.io/subsets': 'e=v2', 'meshtrial.io/created': 'true'}}, spec: {host: 'catalog', subsets:"
            + " [{name: 'v2'}]}}";

    private static SubsetRemoval removal(String rule, String... virtualServices) {
        List<MeshObject> objects =
                Stream.of(virtualServices).map(Samples::object).toList();
        return SubsetRemoval.of("e", Samples.object(rule), objects);
    }

    private static String routeTo(String name) {
        return "{metadata: {name: 'catalog', namespace: 'demo'}, spec: {http: [{name: '" + name
                + "', route: [{destination: {host: 'catalog', subset: 'v2'}}]}]}}";
    }

    private static String operations(SubsetRemoval removal) {
        return ((SubsetRemoval.Patch) removal).operations().toString();
    }

    @Test
    void whatOthersMarkedIsLeft() {
        assertThat(removal(RULE.formatted("other=v2", "{name: 'v2'}"))).isEqualTo(new SubsetRemoval.Nothing());
        assertThat(removal("{metadata: {name: 'c', namespace: 'demo'}, spec: {host: 'catalog'}}"))
                .isEqualTo(new SubsetRemoval.Nothing());
    }

    @Test
    void whatTheExperimentAddedGoesAndNothingElse() {
        assertThat(operations(
                        removal(RULE.formatted("e=v2 e=v4", "{name: 'v1'}, {name: 'v2'}, {name: 'v3'}, {name: 'v4'}"))))
                .isEqualTo("[{\"op\":\"replace\",\"path\":\"/metadata/resourceVersion\",\"value\":\"7\"},"
                        + "{\"op\":\"remove\",\"path\":\"/spec/subsets/3\"},{\"op\":\"remove\",\"path\":\"/spec/subsets/1\"},"
                        + "{\"op\":\"remove\",\"path\":\"/metadata/annotations/meshtrial.io~1subsets\"}]");
    }

    @Test
    void aListThatWasNotThereBeforeGoesWhole() {
        assertThat(operations(removal(RULE.formatted("e=v2", "{name: 'v2'}")))).contains("\"path\":\"/spec/subsets\"}");
    }

    @Test
    void aSubsetThatAForeignRouteNamesStaysAndIsNotOursAnyMore() {
        assertThat(operations(removal(RULE.formatted("e=v2", "{name: 'v2'}"), routeTo("theirs"))))
                .doesNotContain("/spec/subsets")
                .contains("{\"op\":\"remove\",\"path\":\"/metadata/annotations/meshtrial.io~1subsets\"}");
    }

    @Test
    void aSubsetThatAnotherExperimentUsesIsHandedOverToIt() {
        assertThat(operations(removal(RULE.formatted("e=v2", "{name: 'v2'}"), routeTo("meshtrial/f/r1/1.0"))))
                .doesNotContain("/spec/subsets")
                .contains("\"value\":\"f=v2\"");
    }

    @Test
    void aRuleOfOurOwnGoesWithItsLastUser() {
        assertThat(removal(OWNED)).isInstanceOf(SubsetRemoval.Delete.class);
        assertThat(removal(OWNED, routeTo("theirs"))).isInstanceOf(SubsetRemoval.Patch.class);
        assertThat(removal(OWNED, routeTo("meshtrial/f/r1/1.0"))).isInstanceOf(SubsetRemoval.Patch.class);
    }
}

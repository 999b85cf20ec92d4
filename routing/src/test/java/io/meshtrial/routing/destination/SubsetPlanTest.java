package io.meshtrial.routing.destination;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubsetPlanTest {

    private static final String HOST = "catalog.demo.svc.cluster.local";

    private static SubsetPlan plan(String... rules) {
        List<MeshObject> objects = List.of(rules).stream().map(Samples::object).toList();
        return SubsetPlan.of("e", HOST, "demo", "v2", Map.of("version", "v2"), objects);
    }

    @Test
    void a_subset_that_is_there_needs_nothing() {
        assertThat(plan("{metadata: {name: 'c', namespace: 'demo'}, spec: {host: 'catalog', subsets: [{name: 'v2'}]}}"))
                .isEqualTo(new SubsetPlan.Nothing());
    }

    @Test
    void a_missing_subset_is_added_behind_the_fence_and_remembered() {
        SubsetPlan.Add add = (SubsetPlan.Add)
                plan("{metadata: {name: 'c', namespace: 'demo', resourceVersion: '3'}, spec: {host: 'catalog',"
                        + " subsets: [{name: 'v1'}]}}");
        assertThat(add.operations().findValuesAsText("path"))
                .containsExactly("/metadata/resourceVersion", "/spec/subsets/-", "/metadata/annotations");
    }

    @Test
    void a_new_rule_copies_the_policy_that_it_would_hide() {
        SubsetPlan.Create create = (SubsetPlan.Create)
                plan("{metadata: {name: 'all', namespace: 'istio-system'}, spec: {host: '*.local', trafficPolicy:"
                        + " {tls: {mode: 'ISTIO_MUTUAL'}}}}");
        assertThat(create.rule().spec().at("/trafficPolicy/tls/mode").asText()).isEqualTo("ISTIO_MUTUAL");
        assertThat(create.rule().spec().at("/subsets/0/name").asText()).isEqualTo("v2");
    }

    @Test
    void a_rule_for_chosen_workloads_cannot_be_copied() {
        assertThat(plan("{metadata: {name: 'all', namespace: 'istio-system'}, spec: {host: '*.local',"
                        + " workloadSelector: {}}}"))
                .isInstanceOf(SubsetPlan.Refused.class);
    }
}

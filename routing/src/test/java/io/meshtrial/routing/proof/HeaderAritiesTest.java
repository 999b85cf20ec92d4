package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.Compilation;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.evaluate.Listener;
import io.meshtrial.routing.evaluate.RouteTable;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Header operations in all four arities, base × clone, in both directions. Oracle: what the base route's own destinations
 * send on and answer, evaluated before the experiment.
 */
class HeaderAritiesTest {

    private static final List<String> OPERATIONS = List.of(
            "",
            "set: {'%s-a': 's%d'}",
            "add: {'%s-a': 'a%d'}",
            "remove: ['%s-a']",
            "set: {'%s-A': 'S%d'}, add: {'%1$s-a': 'A%d'}",
            "set: {'%s-b': ''}, add: {'%1$s-a': ''}, remove: ['%1$s-c']");
    private static final List<RoutedVariant> VARIANTS = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null));
    private static final Sent REQUEST = new Sent(
            "GET", "shop.test", "/x", List.of(new Sent.Field("x-q-a", "client"), new Sent.Field("x-q-c", "client")));

    @ParameterizedTest
    @CsvSource({"1, 100%", "1, 10%", "2, 100%", "2, 10%"})
    void aCloneDoesToHeadersWhatItsBaseDoes(int destinations, String share) {
        int refused = 0;
        for (String route : OPERATIONS) {
            for (String destination : OPERATIONS) {
                MeshObject live = object(route, destination, destinations);
                ExperimentRouting experiment =
                        Samples.experiment("e", 1, VARIANTS, Samples.rules(share + " to v2"), false);
                if (RouteCompiler.compile(experiment, HostObjects.of(live)) instanceof Compilation.Compiled compiled) {
                    MergeResult.Patch merged = (MergeResult.Patch) RouteMerge.apply(live, "e", 1, compiled, List.of());
                    assertThat(sent(merged.after()))
                            .as(live.json() + "\n" + merged.after().json())
                            .allSatisfy(
                                    arm -> assertThat(arm).isEqualTo(sent(live).getFirst()));
                } else {
                    refused++;
                }
            }
        }
        // At most two values are added to one header, as many as a clone has levels.
        assertThat(refused).isZero();
    }

    /** What each destination sees and what is made of its answer, the destination's name and our own headers aside. */
    private static List<String> sent(MeshObject live) {
        List<MeshObject> objects = new ArrayList<>(MeshFixture.OBJECTS);
        objects.add(live);
        Answer answer =
                Oracle.shown(RouteTable.of(Listener.ingress(80), objects).evaluate(REQUEST.forTable()));
        return answer.arms().values().stream()
                .map(arm -> arm.path() + "\n" + arm.request() + "\n" + arm.response())
                .toList();
    }

    private static MeshObject object(String route, String destination, int destinations) {
        StringBuilder targets = new StringBuilder();
        for (int i = 1; i <= destinations; i++) {
            targets.append("{destination: {host: 'catalog-v")
                    .append(i)
                    .append("'}, weight: 50, headers: ")
                    .append(headers(destination, 2))
                    .append("}, ");
        }
        return Samples.object("""
                {apiVersion: 'networking.istio.io/v1', kind: 'VirtualService',
                 metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},
                 spec: {hosts: ['*'], gateways: ['catalog-gateway'],
                        http: [{match: [{uri: {prefix: '/x'}}], headers: %s, route: [%s]}]}}
                """.formatted(headers(route, 1), targets.substring(0, targets.length() - 2)));
    }

    private static String headers(String operations, int level) {
        return "{request: {" + operations.formatted("x-q", level, level) + "}, response: {"
                + operations.formatted("x-p", level, level) + "}}";
    }
}

package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As few routes as say it: shares are weights, alternatives are entries of match[]. */
class MinimalRoutesTest {

    private static final List<RoutedVariant> VARIANTS = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v2", null, null),
            new RoutedVariant("v3", VariantRole.TREATMENT, "catalog-v3", null, null));

    private static final String EVERYTHING = "{route: [{destination: {host: 'catalog-v1'}}]}";
    private static final String TWO_WAYS_IN = "{match: [{uri: {prefix: '/shop'}}, {method: {exact: 'GET'}}],"
            + " route: [{destination: {host: 'catalog-v1'}}]}";

    @Test
    void sharesOfOneConditionAreWeightsOfOneRoute() {
        OwnedRoute route = only(compiled("Firefox: 0.05% to v2, 20% to v3", EVERYTHING));

        assertThat(route.json().path("match")).hasSize(1);
        assertThat(route.json().findValuesAsText("host"))
                .containsExactlyInAnyOrder("catalog-v1", "catalog-v2", "catalog-v3");
        assertThat(route.json().findValuesAsText("weight")).containsExactlyInAnyOrder("7995", "5", "2000");
    }

    @Test
    void aWholeShareIsADestinationWithoutWeight() {
        OwnedRoute route = only(compiled("100% to v2", EVERYTHING));

        assertThat(route.json().path("route")).hasSize(1);
        assertThat(route.json().findValues("weight")).isEmpty();
        assertThat(route.json().has("match")).isFalse();
    }

    /** Routes, and entries of match[] in all of them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path /a or path /b or method POST: 10% to v2 | 1 | 3",
                "path /a or path /a: 10% to v2 | 1 | 1",
                "path /a or (path /a and method POST): 10% to v2 | 1 | 1",
                "path starting with /a and path starting with /a/b: 10% to v2 | 1 | 1",
                "path starting with /a and path starting with /b: 10% to v2\\npath /c to v2 | 1 | 1",
                "header x-a is b and not header x-a is c: 10% to v2 | 1 | 1",
                "path /a to v2\\npath /b to v2 | 2 | 2",
                "everyone to v2\\npath /a to v1 | 1 | 0",
                "mirror 5% to v2\\npath /a to v1 | 1 | 1",
                "users: 10% to v2, 20% to v3 | 4 | 3"
            })
    void onARouteForEverything(String rules, int routes, int entries) {
        List<OwnedRoute> owned = compiled(rules.replace("\\n", "\n"), EVERYTHING);

        assertThat(owned).hasSize(routes);
        assertThat(owned.stream()
                        .mapToInt(route -> route.json().path("match").size())
                        .sum())
                .isEqualTo(entries);
    }

    @Test
    void alternativesOfTheBaseRouteStayAlternativesOfOneRoute() {
        OwnedRoute route = only(compiled("header x-beta is yes: 10% to v2", TWO_WAYS_IN));

        assertThat(route.json().path("match")).hasSize(2);
    }

    @Test
    void whatABaseRouteCannotTakeGetsNoRouteThere() {
        assertThat(compiled(
                        "path starting with /other to v2\nmethod GET to v3",
                        "{match: [{uri: {prefix: '/shop'}, method: {exact: 'POST'}}],"
                                + " route: [{destination: {host: 'catalog-v1'}}]}"))
                .isEmpty();
    }

    private static OwnedRoute only(List<OwnedRoute> routes) {
        assertThat(routes).hasSize(1);
        return routes.getFirst();
    }

    private static List<OwnedRoute> compiled(String rules, String route) {
        MeshObject live = Samples.object("{kind: 'VirtualService', metadata: {name: 'catalog', namespace: 'demo'},"
                + " spec: {hosts: ['*'], gateways: ['g'], http: [" + route + "]}}");
        return Samples.compiled(Samples.experiment("e", 1, VARIANTS, Samples.rules(rules), false), live)
                .routes();
    }
}

package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where clones send, and what they add there. */
class CloneDestinationsTest {

    private static final List<RoutedVariant> SUBSETS = List.of(
            new RoutedVariant("v1", VariantRole.CONTROL, "catalog", "v1", null),
            new RoutedVariant("v2", VariantRole.TREATMENT, "catalog.demo.svc.cluster.local", "v2", null));
    private static final MeshObject LIVE = Samples.object("""
            {kind: 'VirtualService', metadata: {name: 'c', namespace: 'demo'}, spec: {hosts: ['*'], gateways: ['g'], http: [
              {route: [
                {destination: {host: 'catalog', subset: 'v1', port: {number: 81}}, weight: 60,
                 headers: {request: {set: {'x-a': 'one'}}}},
                {destination: {host: 'catalog', subset: 'v2'}, weight: 40, headers: {request: {set: {'x-a': 'two'}}}}]}]}}
            """);

    @Test
    void eachVariantInheritsFromItsOwnDestination() {
        JsonNode route = route("10% to v2", false, "");

        assertThat(route.at("/0/headers/request/set/x-a").asText()).isEqualTo("one");
        assertThat(route.at("/1/headers/request/set/x-a").asText()).isEqualTo("two");
        assertThat(route.at("/1/destination/subset").asText()).isEqualTo("v2");
        assertThat(route.at("/1/weight").asInt()).isEqualTo(1000);
        assertThat(route).allSatisfy(target -> {
            assertThat(target.at("/destination/port/number").asInt()).isEqualTo(81);
            assertThat(target.path("headers").has("response")).isFalse();
        });
    }

    @Test
    void observedTrafficGoesWhereItWentWithTheIdentityHeader() {
        JsonNode route = route("path /never to v2", true, "observe");

        JsonNode before = LIVE.http().get(0).path("route");
        for (int i = 0; i < 2; i++) {
            assertThat(route.get(i).path("destination")).isEqualTo(before.get(i).path("destination"));
            assertThat(route.get(i).path("weight")).isEqualTo(before.get(i).path("weight"));
            assertThat(route.get(i).at("/headers/request/set/x-a"))
                    .isEqualTo(before.get(i).at("/headers/request/set/x-a"));
            assertThat(route.get(i).at("/headers/request/set/x-meshtrial").asText())
                    .isEqualTo("e;r1;0;-;catalog;" + Samples.TOKEN);
        }
    }

    @Test
    void drawsSetTheCookieAndKeepCachesOut() {
        assertThat(route("users: 10% to v2", false, "draw")).allSatisfy(target -> {
            assertThat(target.at("/headers/response/add/Set-Cookie").asText()).startsWith("mt-e=v");
            assertThat(target.at("/headers/response/set/Cache-Control").asText())
                    .isEqualTo("private");
        });
        JsonNode held = route("users: 10% to v2", false, "hold-v2");
        assertThat(held).hasSize(1);
        assertThat(held.get(0).path("headers").has("response")).isFalse();
        assertThat(held.get(0).has("weight")).isFalse();
        assertThat(held.get(0).at("/headers/request/set/x-meshtrial").asText())
                .isEqualTo("e;r1;1;v2;catalog;" + Samples.TOKEN);
    }

    /** Readers of events find the unit by the cookie that the identity names; without a name, by the usual one. */
    @Test
    void theIdentityNamesACookieThatHasNotTheUsualName() {
        ExperimentRouting named = Samples.withCookie(
                Samples.experiment("e", 1, SUBSETS, Samples.rules("users: 10% to v2"), false),
                Samples.cookieNamed("x%y"));

        assertThat(identities(named, 1, "hold-v2")).containsExactly("e;r1;1;v2;catalog;" + Samples.TOKEN + ";x%%y");
        assertThat(identities(named, 1, "draw"))
                .allSatisfy(identity -> assertThat(identity).endsWith(";" + Samples.TOKEN + ";x%%y"));
    }

    @Test
    void ofSeveralStickyRulesAllButTheFirstNameTheirCookie() {
        ExperimentRouting two = Samples.experiment(
                "e", 1, SUBSETS, Samples.rules("users of method GET: 10% to v2\nusers: 10% to v2"), false);

        assertThat(identities(two, 1, "hold-v2")).containsExactly("e;r1;1;v2;catalog;" + Samples.TOKEN);
        assertThat(identities(two, 2, "hold-v2")).containsExactly("e;r1;2;v2;catalog;" + Samples.TOKEN + ";mt-e.2");
    }

    /** Else whoever is redrawn into the arm that the older cookie says would be taken for its holder. */
    @Test
    void aRouteThatRedrawsSaysWhichRevisionsCookie() {
        ExperimentRouting plain = Samples.experiment("e", 2, SUBSETS, Samples.rules("users: 20% to v2"), false);
        ExperimentRouting second = new ExperimentRouting(
                "e",
                2,
                plain.variants(),
                plain.rules(),
                Map.of(1, new Drawing(2, Samples.TOKEN, List.of(new DrawnWeights(1, Map.of("v1", 9, "v2", 1))))),
                false,
                0,
                plain.createdAt(),
                plain.sticky());

        assertThat(identities(second, 1, "redraw-v1-r1"))
                .containsExactly("e;r2.o1;1;v1;catalog;" + Samples.TOKEN, "e;r2.o1;1;v2;catalog;" + Samples.TOKEN);
        assertThat(identities(second, 1, "hold-v1")).containsExactly("e;r2;1;v1;catalog;" + Samples.TOKEN);
        assertThat(identities(second, 1, "draw"))
                .allSatisfy(identity -> assertThat(identity).startsWith("e;r2;1;"));
    }

    private static List<String> identities(ExperimentRouting experiment, int rule, String role) {
        return Samples.compiled(experiment, LIVE).routes().stream()
                .filter(route -> route.rule() == rule
                        && RouteName.parse(route.name()).orElseThrow().role().equals(role))
                .findFirst()
                .orElseThrow()
                .json()
                .findValuesAsText("x-meshtrial");
    }

    /** What a third variant would inherit is not clear where the base's destinations differ. */
    @Test
    void aVariantThatTheBaseDoesNotKnowInheritsWhatTheOthersShare() {
        List<RoutedVariant> three = List.of(
                SUBSETS.get(0), SUBSETS.get(1), new RoutedVariant("v3", VariantRole.TREATMENT, "catalog", "v3", null));
        assertThat(RouteCompiler.compile(
                        Samples.experiment("e", 1, three, Samples.rules("10% to v3"), false), HostObjects.of(LIVE)))
                .isInstanceOf(Compilation.Refused.class)
                .satisfies(refused -> assertThat(refused.findings())
                        .extracting(finding -> finding.code())
                        .contains("cannot-narrow"));
    }

    private static JsonNode route(String rules, boolean observe, String role) {
        return Samples.compiled(Samples.experiment("e", 1, SUBSETS, Samples.rules(rules), observe), LIVE)
                .routes()
                .stream()
                .filter(route ->
                        RouteName.parse(route.name()).orElseThrow().role().equals(role))
                .findFirst()
                .orElseThrow()
                .json()
                .path("route");
    }
}

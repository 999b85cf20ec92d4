package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.sticky.DrawnWeights;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names of cookies that meet, and draws that would be forgotten. Expected by what browsers and proxies do with them. */
class CookieFindingsTest {

    private static final String BASE = "{name: 'all', route: [{destination: {host: 'catalog-v1'}}]}";
    private static final MeshObject LIVE = service("catalog", "shop.test", BASE);

    @ParameterizedTest
    @CsvSource({
        "arm, arm, true",
        "arm, Arm, false",
        "arm, , false",
        "mt-b, , true",
        ", mt-a, true",
        "mt-b.2, , false",
    })
    void twoExperimentsOfAHostDoNotShareACookie(@Nullable String ours, @Nullable String theirs, boolean taken) {
        ExperimentRouting a = named("a", ours, "users of method GET: 10% to v2");
        ExperimentRouting b = named("b", theirs, "users of method POST: 10% to v2");
        HostObjects host = new HostObjects(LIVE, List.of(), List.of(), List.of(b), List.of());

        assertThat(taken(a, host)).hasSize(taken ? 1 : 0).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.rule()).isEqualTo(1);
            assertThat(finding.message()).contains("experiment b");
        });
    }

    @Test
    void theCookiesOfFurtherStickyRulesCountToo() {
        ExperimentRouting a = named("a", "mt-b.2", "users of method GET: 10% to v2");
        ExperimentRouting b = named("b", null, "users of method POST: 10% to v2\nusers of method PUT: 10% to v2");
        HostObjects host = new HostObjects(LIVE, List.of(), List.of(), List.of(b), List.of());

        assertThat(taken(a, host)).hasSize(1);
    }

    @Test
    void anExperimentThatDrawsNoUsersTakesNoName() {
        ExperimentRouting a = named("a", "arm", "users of method GET: 10% to v2");
        ExperimentRouting b = named("b", "arm", "10% of method POST to v2");

        assertThat(taken(a, new HostObjects(LIVE, List.of(), List.of(), List.of(b), List.of())))
                .isEmpty();
        assertThat(taken(b, new HostObjects(LIVE, List.of(), List.of(), List.of(a), List.of())))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "headers: {response: {add: {'Set-Cookie': 'arm=1; Path=/'}}} ~ true",
                "headers: {response: {set: {'set-cookie': 'arm=%REQ(x-a)%'}}} ~ true",
                "headers: {response: {set: {'set-cookie': 'arms=1'}}} ~ false",
                "headers: {response: {set: {'x-cookie': 'arm=1'}}} ~ false",
                "headers: {request: {set: {'set-cookie': 'arm=1'}}} ~ false",
                "match: [{headers: {cookie: {regex: '^(.*;)?\\\\s*arm=[^;]+.*$'}}}] ~ true",
                "match: [{uri: {prefix: '/'}, withoutHeaders: {Cookie: {regex: '.*(^|; )arm=x.*'}}}] ~ true",
                "match: [{headers: {cookie: {exact: 'arm=x'}}}] ~ true",
                "match: [{headers: {cookie: {regex: '.*charm=x.*'}}}] ~ false",
                "match: [{headers: {cookie: {regex: '.*arms=x.*'}}}] ~ false",
                "match: [{headers: {x-a: {exact: 'arm=x'}}}] ~ false"
            })
    void aForeignRouteThatSetsOrMatchesTheCookieStopsThePlan(String field, boolean taken) {
        String route = "{name: 'f', " + field + ", route: [{destination: {host: 'catalog-v1'}}]}";
        ExperimentRouting a = named("a", "arm", "users of method GET: 10% to v2");

        assertThat(taken(a, HostObjects.of(service("catalog", "shop.test", route + ", " + BASE))))
                .hasSize(taken ? 1 : 0)
                .allSatisfy(finding -> assertThat(finding.object()).isEqualTo(LIVE.title()));
        List<MeshObject> others = List.of(service("other", "shop.test", route), service("third", "a.test", route));
        assertThat(taken(a, new HostObjects(LIVE, others, List.of(), List.of(), List.of())))
                .hasSize(taken ? 1 : 0)
                .allSatisfy(finding ->
                        assertThat(finding.object()).isEqualTo(others.getFirst().title()));
    }

    @Test
    void destinationsAreLookedAtAndNamesReadAsBrowsersGetThem() {
        String route =
                "{route: [{destination: {host: 'catalog-v1'}, headers: {response: {add: {'Set-Cookie': 'x%%y=1'}}}}]}";

        assertThat(taken(named("a", "x%y", "users: 10% to v2"), HostObjects.of(service("catalog", "shop.test", route))))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"catalog-v2, true", "catalog-v2.demo.svc.cluster.local, true", "elsewhere, false"})
    void loadIsNotBalancedByTheCookie(String host, boolean taken) {
        MeshObject rule =
                Samples.object("{kind: 'DestinationRule', metadata: {name: 'd', namespace: 'demo'}, spec: {host: '"
                        + host + "', subsets: [{name: 'x', trafficPolicy: {loadBalancer: {consistentHash: {httpCookie:"
                        + " {name: 'arm', ttl: '1h'}}}}}]}}");

        assertThat(taken(
                        named("a", "arm", "users: 10% to v2"),
                        new HostObjects(LIVE, List.of(), List.of(rule), List.of(), List.of())))
                .hasSize(taken ? 1 : 0);
    }

    @Test
    void noConditionComparesTheCookie() {
        String rules = "users of (method GET and not cookie arm is \"x\") or cookie b present: 10% to v2";

        assertThat(taken(named("a", "arm", rules), HostObjects.of(LIVE))).hasSize(1);
        assertThat(taken(named("a", "b", rules), HostObjects.of(LIVE))).hasSize(1);
        assertThat(taken(named("a", "c", rules), HostObjects.of(LIVE))).isEmpty();
    }

    /** Found from both sides, whichever is published first. */
    @Test
    void noConditionOfAnotherExperimentComparesTheCookie() {
        ExperimentRouting a = named("a", "arm", "users of method GET: 10% to v2");
        ExperimentRouting b = named("b", null, "cookie arm is \"x\" and method POST to v2");

        assertThat(taken(a, new HostObjects(LIVE, List.of(), List.of(), List.of(b), List.of())))
                .hasSize(1);
        assertThat(taken(b, new HostObjects(LIVE, List.of(), List.of(), List.of(a), List.of())))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The same place and name, with the history: a ramp, and a further rule behind it.
                "users: 20% to v2 | | 1 |",
                "users: 20% to v2\\nusers of method POST: 10% to v2 | | 1 |",
                "users of Chrome: 10% to v2\\nusers: 10% to v2 | | 1 |",
                // Another name, another place, a forgotten draw.
                "users: 20% to v2 | arm | 1 | mt-a",
                "Chrome to v1\\nusers: 10% to v2 | | 0 | mt-a",
                "users: 20% to v2 | | 0 | mt-a",
                // Nothing is sticky any more: that is the intent.
                "everyone else to v1 | | 0 |",
                "10% to v2 | | 0 |"
            })
    void drawsThatAreAliveAreReadFurtherOrAWarningSaysSo(
            String rules, @Nullable String name, int remembered, @Nullable String forgotten) {
        MeshObject live = published(named("a", null, "users: 10% to v2"), LIVE);
        ExperimentRouting next = second(named("a", name, rules.replace("\\n", "\n")), remembered);

        List<Finding> found = findings(next, HostObjects.of(live), "users-drawn-anew");
        assertThat(found).hasSize(forgotten == null ? 0 : 1).allSatisfy(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.message()).contains("cookie " + forgotten + ",").contains("rule 1 of revision 1");
        });
    }

    /** Renamed routes are put back; nothing may keep the repair from being compiled. */
    @Test
    void ownRoutesThatSomebodyRenamedTakeNoName() {
        ExperimentRouting a = named("a", "arm", "users: 10% to v2");
        MeshObject live = published(a, LIVE);
        live.http().forEach(route -> ((ObjectNode) route).put("name", "renamed"));

        assertThat(taken(a, HostObjects.of(live))).isEmpty();
        assertThat(taken(named("b", "arm", "users of method GET: 10% to v2"), HostObjects.of(live)))
                .isNotEmpty();
    }

    @Test
    void anotherExperimentsDrawsAreItsOwn() {
        MeshObject live = published(named("b", null, "users of method POST: 10% to v2"), LIVE);

        assertThat(findings(
                        named("a", null, "users of method GET: 10% to v2"), HostObjects.of(live), "users-drawn-anew"))
                .isEmpty();
    }

    /** Revision 2, whose first rule remembers the draws of revision 1 or not. */
    private static ExperimentRouting second(ExperimentRouting plain, int remembered) {
        DrawnWeights first = new DrawnWeights(1, Map.of("v1", 9000, "v2", 1000));
        List<DrawnWeights> history = remembered == 1 ? List.of(first) : List.of();
        return new ExperimentRouting(
                plain.id(),
                2,
                plain.variants(),
                plain.rules(),
                Map.of(1, new Drawing(2, Samples.TOKEN, history), 2, Drawing.of(2, Samples.TOKEN)),
                false,
                0,
                plain.createdAt(),
                plain.sticky());
    }

    private static MeshObject published(ExperimentRouting experiment, MeshObject live) {
        MergeResult merged = RouteMerge.apply(live, experiment.id(), 1, Samples.compiled(experiment, live), List.of());
        return ((MergeResult.Patch) merged).after();
    }

    private static ExperimentRouting named(String id, @Nullable String cookie, String rules) {
        ExperimentRouting plain = Samples.experiment(id, 1, rules);
        return cookie == null ? plain : Samples.withCookie(plain, Samples.cookieNamed(cookie));
    }

    private static List<Finding> taken(ExperimentRouting experiment, HostObjects host) {
        return findings(experiment, host, "cookie-name-taken");
    }

    private static List<Finding> findings(ExperimentRouting experiment, HostObjects host, String code) {
        return RouteCompiler.compile(experiment, host).findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    private static MeshObject service(String name, String host, String routes) {
        return Samples.object("{kind: 'VirtualService', metadata: {name: '" + name
                + "', namespace: 'demo', resourceVersion: '1', creationTimestamp: '2026-01-02T00:00:00Z'}, spec: {hosts: ['"
                + host + "'], gateways: ['g'], http: [" + routes + "]}}");
    }
}

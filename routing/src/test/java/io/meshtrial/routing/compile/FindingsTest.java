package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.evaluate.SharedListeners;
import io.meshtrial.routing.merge.MergeResult;
import io.meshtrial.routing.merge.RouteMerge;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Languages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each finding of the compiler, by the smallest host that shows it. */
class FindingsTest {

    private static final String CATCH_ALL = "{name: 'all', route: [{destination: {host: 'catalog-v1'}}]}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "10% to v2 | {route: [{destination: {host: 'elsewhere'}}]} | no-base-route | ERROR",
                "10% to v2 | {delegate: {name: 'other'}} | delegate-not-supported | ERROR",
                "10% to v2 | {match: [{uri: {prefix: '/a'}}], route: [{destination: {host: 'catalog-v1'}}]} | no-default-route | NOTE",
                "path starting with /a to v2\\npath /a/b to v1 | {route: [{destination: {host: 'catalog-v1'}}]} | unreachable-rule | WARNING",
                "path starting with /a to v2\\nmethod POST to v1 | {route: [{destination: {host: 'catalog-v1'}}]} | overlapping-rules | NOTE",
                "header x-a matches \"\\bx\" to v2\\nheader x-a matches \"x+\" to v1 | {route: [{destination: {host: 'catalog-v1'}}]} | reachability-unknown | WARNING",
                "10% to v2 | {route: [{destination: {host: 'catalog-v1'}}], headers: {request: {set: {'x-a': '%NOSUCH%'}}}} | poison-pill | ERROR"
            })
    void aHostWithOneRoute(String rules, String route, String code, Severity severity) {
        List<Finding> findings = findings(
                Samples.experiment("e", 1, rules.replace("\\n", "\n")), HostObjects.of(service("catalog", route)));

        assertThat(findings)
                .filteredOn(finding -> finding.code().equals(code))
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(severity));
    }

    /** Its routes take what the delegating routes leave them, and some vanish with it (recorded: c0690). */
    @Test
    void anObjectWithoutHostsIsADelegateAndIsRefusedByName() {
        MeshObject delegate = object("inner", "2026-01-01T00:00:00Z", "{http: [%s]}".formatted(CATCH_ALL));

        assertThat(findings(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(delegate)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("delegate-not-supported");
                    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
                });
    }

    /** Oracle: the evaluator's own table of a gateway, which merges all VirtualServices that stand on the port. */
    @Test
    void objectsOnTheSameListenerAreFoundWhateverTheyCallTheirGateway() {
        MeshObject live = service("catalog", CATCH_ALL);
        MeshObject gateway = Samples.object("""
                {kind: 'Gateway', metadata: {name: 'g', namespace: 'demo'}, spec: {selector: {istio: 'ingressgateway'},
                 servers: [{port: {number: 80, protocol: 'HTTP'}, hosts: ['*']}]}}""");
        MeshObject second = Samples.object("""
                {kind: 'Gateway', metadata: {name: 'h', namespace: 'edge'}, spec: {selector: {istio: 'ingressgateway'},
                 servers: [{port: {number: 80, protocol: 'HTTP'}, hosts: ['*']}]}}""");
        for (String name : List.of("./g", "g.demo", "edge/h")) {
            String spec = "{hosts: ['*'], gateways: ['" + name + "'], http: [%s]}";
            MeshObject pill = object("pill", "2026-01-03T00:00:00Z", spec.formatted("{directResponse: {status: 600}}"));
            MeshObject younger = object(
                    "younger",
                    "2026-01-03T00:00:00Z",
                    spec.formatted("{match: [{uri: {prefix: '/x'}}], route: [{destination: {host: 'other'}}]}"));

            assertThat(codes(
                            Samples.experiment("e", 1, "Chrome to v2"),
                            new HostObjects(
                                    live,
                                    List.of(pill, younger),
                                    List.of(),
                                    List.of(),
                                    List.of(),
                                    List.of(gateway, second))))
                    .as(name)
                    .contains("poison-pill", "hijacks-other-virtual-service");
        }
    }

    /** Decided by a request that no route takes, not by how a catch-all is written. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{uri: {regex: '/.*'}}] | false",
                "[{uri: {prefix: ''}}] | false",
                "[{headers: {'x-a': {exact: 'b'}}}, {uri: {regex: '/a.*'}}, {uri: {regex: '/([^a].*)?'}}] | false",
                "[{headers: {'x-a': {}}}, {withoutHeaders: {'x-a': {}}}] | false",
                "[{uri: {regex: '/.+'}}] | true",
                "[{uri: {regex: '/.*'}, port: 80}] | true",
                "[{uri: {regex: '/.*'}, headers: {'x-a': {exact: 'b'}}}] | true"
            })
    void aDefaultRouteIsMissingWhereSomeRequestHasNone(String matches, boolean missing) {
        MeshObject live = service("catalog", "{match: " + matches + ", route: [{destination: {host: 'catalog-v1'}}]}");

        assertThat(findings(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(live)).stream()
                        .anyMatch(finding -> finding.code().equals("no-default-route")))
                .isEqualTo(missing);
    }

    /** A name that begins like ours and cannot be read is neither cloned nor touched. */
    @ParameterizedTest
    @CsvSource({"meshtrial/e/r1234567890/1.0", "meshtrial/", "meshtrial/E/r1/1.0", "meshtrial/e/r1/1"})
    void anUnreadableNameOfOursIsAnOrphan(String name) {
        MeshObject live = service(
                "catalog", "{name: '" + name + "', route: [{destination: {host: 'catalog-v1'}}]}, " + CATCH_ALL);
        ExperimentRouting experiment = Samples.experiment("e", 1, "Chrome to v2");

        assertThat(RouteCompiler.compile(experiment, HostObjects.of(live)))
                .isInstanceOfSatisfying(Compilation.Compiled.class, compiled -> {
                    assertThat(compiled.findings()).anySatisfy(finding -> {
                        assertThat(finding.code()).isEqualTo("orphan-route");
                        assertThat(finding.route()).isEqualTo(name);
                    });
                    assertThat(compiled.routes()).extracting(OwnedRoute::base).containsOnly(0);
                    MeshObject after =
                            ((MergeResult.Patch) RouteMerge.apply(live, "e", 1, compiled, List.of())).after();
                    assertThat(after.http().get(0)).isEqualTo(live.http().get(0));
                    assertThat(after.http().size())
                            .isEqualTo(live.http().size() + compiled.routes().size());
                });
    }

    /** A rule that no route came of does nothing, which nobody would see otherwise. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method is GET and method is POST to v2 | / | 1",
                "path starting with /foo to v2 | /bar | 1",
                "path starting with /foo to v2\\npath starting with /bar to v2 | /bar | 1",
                "mirror 5% to v2 | / | 1",
                "path starting with /foo to v2 | / | ",
                "path starting with /foo to v2\\nmirror 5% to v2 | / | ",
                "path starting with /a to v2\\npath /a/b to v1 | / | ",
                "10% to v2\\neveryone else to v1 | / | "
            })
    void aRuleWithoutAnyRouteIsNamed(String rules, String prefix, Integer rule) {
        MeshObject live = service(
                "catalog",
                "{match: [{uri: {prefix: '" + prefix + "'}}], route: [{destination: {host: 'catalog-v1'}}]}");

        assertThat(findings(Samples.experiment("e", 1, rules.replace("\\n", "\n")), HostObjects.of(live)))
                .filteredOn(finding -> finding.code().equals("rule-has-no-route"))
                .extracting(Finding::rule)
                .isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    /** The rest of the rule above goes where everyone else says, so that one is reached. */
    @Test
    void everyoneElseBehindAShareIsReached() {
        assertThat(codes(
                        Samples.experiment("e", 1, "10% to v2\neveryone else to v1"),
                        HostObjects.of(service("catalog", CATCH_ALL))))
                .doesNotContain("unreachable-rule");
        assertThat(codes(
                        Samples.experiment("e", 1, "100% to v2\neveryone else to v1"),
                        HostObjects.of(service("catalog", CATCH_ALL))))
                .contains("unreachable-rule");
    }

    /** Oracle: istiod's validation of each route by itself; what the foreign route has wrong hides nothing of ours. */
    @Test
    void aFaultOfAForeignRouteHidesNoneOfOurs() {
        String foreign = "{match: [{uri: {exact: '/x'}}], timeout: '0s', route: [{destination: {host: 'other'}}]}";
        String cloned = "{name: 'all', timeout: '0s', route: [{destination: {host: 'catalog-v1'}}]}";

        assertThat(errors(foreign + ", " + CATCH_ALL)).doesNotContain("invalid-duration");
        assertThat(errors(foreign + ", " + cloned)).contains("invalid-duration");
        assertThat(errors("{name: 'all', sent: 1, route: [{destination: {host: 'catalog-v1'}}]}"))
                .doesNotContain("unknown-field");
    }

    private static List<String> errors(String routes) {
        return findings(
                        Samples.experiment("e", 1, "Chrome to v2"),
                        HostObjects.of(object(
                                "catalog", "2026-01-01T00:00:00Z", "{hosts: ['a.test'], http: [" + routes + "]}")))
                .stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .map(Finding::code)
                .toList();
    }

    @Test
    void aPoisonPillInAnotherVirtualServiceStopsThePlanToo() {
        MeshObject other = service("other", "{match: [{uri: {exact: '/x'}}], directResponse: {status: 600}}");
        HostObjects host =
                new HostObjects(service("catalog", CATCH_ALL), List.of(other), List.of(), List.of(), List.of());

        assertThat(RouteCompiler.compile(Samples.experiment("e", 1, "10% to v2"), host))
                .isInstanceOf(Compilation.Refused.class)
                .satisfies(refused -> assertThat(refused.findings()).anySatisfy(finding -> {
                    assertThat(finding.code()).isEqualTo("poison-pill");
                    assertThat(finding.object()).isEqualTo(other.title());
                }));
    }

    @ParameterizedTest
    @CsvSource({"2026-01-01T00:00:00Z, true", "2026-01-03T00:00:00Z, false"})
    void inSidecarsTheOldestObjectOfAHostSpeaksAlone(String created, boolean found) {
        String spec = "{hosts: ['catalog'], http: [" + CATCH_ALL + "]}";
        HostObjects host = new HostObjects(
                object("catalog", "2026-01-02T00:00:00Z", spec),
                List.of(object("other", created, spec)),
                List.of(),
                List.of(),
                List.of());

        assertThat(codes(Samples.experiment("e", 1, "Chrome to v2"), host))
                .satisfies(codes -> assertThat(codes.contains("host-owned-by-other-virtual-service"))
                        .isEqualTo(found));
    }

    /** A narrowed clone does not move to the end of the merged table as the catch-all does that it is cloned from. */
    @Test
    void aCloneThatWouldTakeAnotherObjectsRequestsIsRefusedWithTheRequest() {
        HostObjects host = new HostObjects(
                object("catalog", "2026-01-01T00:00:00Z", gateway(CATCH_ALL)),
                List.of(object(
                        "other",
                        "2026-01-02T00:00:00Z",
                        gateway("{match: [{uri: {prefix: '/x'}}], route: [{destination: {host: 'other'}}]}"))),
                List.of(),
                List.of(),
                List.of());

        assertThat(findings(Samples.experiment("e", 1, "Chrome to v2"), host)).anySatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("hijacks-other-virtual-service");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.witness()).isNotNull();
        });
        assertThat(codes(Samples.experiment("e", 1, "path starting with /y to v2"), host))
                .doesNotContain("hijacks-other-virtual-service");
        assertThat(codes(Samples.experiment("e", 1, "header x-a matches \"\\bx\" to v2"), host))
                .contains("hijack-unknown");
    }

    @Test
    void aSubsetThatNoDestinationRuleDefinesIsMissing() {
        List<RoutedVariant> variants = List.of(
                new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                new RoutedVariant("v2", VariantRole.TREATMENT, "catalog-v1", "v2", null));
        ExperimentRouting experiment = Samples.experiment("e", 1, variants, Samples.rules("10% to v2"), false);
        MeshObject live = service("catalog", CATCH_ALL);
        MeshObject rule = Samples.object("""
                {kind: 'DestinationRule', metadata: {name: 'r', namespace: 'demo'},
                 spec: {host: 'catalog-v1', subsets: [{name: 'v2'}]}}""");

        assertThat(codes(experiment, HostObjects.of(live))).contains("missing-subset");
        assertThat(codes(experiment, new HostObjects(live, List.of(), List.of(rule), List.of(), List.of())))
                .doesNotContain("missing-subset");
    }

    /** istiod sends nothing behind a catch-all: the base's narrower entry would be left to whoever comes before it then. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-01T00:00:00Z | {route: [{destination: {host: 'other'}}]} | true",
                "2026-01-01T00:00:00Z | {match: [{uri: {prefix: '/a/b'}}], route: [{destination: {host: 'other'}}]} | false",
                "2026-01-03T00:00:00Z | {match: [{uri: {prefix: '/a/b'}}], route: [{destination: {host: 'other'}}]} | true",
                "2026-01-03T00:00:00Z | {match: [{uri: {prefix: '/z'}}], route: [{destination: {host: 'other'}}]} | false",
                "2026-01-03T00:00:00Z | {route: [{destination: {host: 'other'}}]} | false"
            })
    void aCatchAllOfOursMustNotCutOffBaseRequests(String created, String theirs, boolean found) {
        MeshObject live = object(
                "catalog",
                "2026-01-02T00:00:00Z",
                gateway("{match: [{uri: {prefix: '/a'}}, {}], route: [{destination: {host: 'catalog-v1'}}]}"));
        List<MeshObject> others = List.of(object("other", created, gateway(theirs)));
        List<BaseRoute> base = List.of(new BaseRoute(0, (ObjectNode) live.http().get(0)));
        JsonNode cut =
                Samples.object("{name: 'meshtrial/e/r1/1.0', match: [{}]}").json();
        JsonNode whole = Samples.object("{name: 'meshtrial/e/r1/1.0', match: [{uri: {prefix: '/a'}}, {}]}")
                .json();

        assertThat(lost(new HijackCheck(live, base, new Languages())
                        .of(List.of(new OwnedRoute(0, 1, cut)), others, new SharedListeners(List.of()))))
                .isEqualTo(found);
        assertThat(lost(new HijackCheck(live, base, new Languages())
                        .of(List.of(new OwnedRoute(0, 1, whole)), others, new SharedListeners(List.of()))))
                .isFalse();
    }

    private static boolean lost(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.code().equals("lost-to-other-virtual-service"));
    }

    /** The second experiment's condition decides: disjoint side by side, overlapping refused, or by declared priority. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "path starting with /a to v2 | path starting with /b to v2 | 0 | | ",
                "path starting with /a to v2 | path starting with /a/b to v2 | 0 | overlapping-experiments | ERROR",
                "path starting with /a to v2 | path starting with /a/b to v2 | 1 | overlapping-experiments | NOTE",
                "header x-a matches \"\\bx\" to v2 | header x-a is a to v2 | 0 | overlap-unknown | WARNING"
            })
    void experimentsOnOneHost(String rules, String others, int priority, String code, Severity severity) {
        HostObjects host = new HostObjects(
                service("catalog", CATCH_ALL),
                List.of(),
                List.of(),
                List.of(prioritised(Samples.experiment("other", 1, others), priority)),
                List.of());

        List<Finding> found = findings(Samples.experiment("e", 1, rules), host).stream()
                .filter(finding ->
                        finding.code().startsWith("overlap") && !finding.code().equals("overlapping-rules"))
                .toList();

        assertThat(found).hasSize(code == null ? 0 : 1);
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo(code);
            assertThat(finding.severity()).isEqualTo(severity);
            assertThat(finding.witness() != null).isEqualTo(code.equals("overlapping-experiments"));
        });
    }

    @Test
    void aRegexThatNamesABrowserIsToldFromThePreset() {
        HostObjects host = HostObjects.of(service("catalog", CATCH_ALL));

        assertThat(findings(Samples.experiment("e", 1, "not user-agent matches \".*Chrome.*\" to v2"), host))
                .anySatisfy(finding -> {
                    assertThat(finding.code()).isEqualTo("regex-is-not-the-browser");
                    assertThat(finding.severity()).isEqualTo(Severity.NOTE);
                    assertThat(finding.message())
                            .contains("Edge")
                            .contains("Opera")
                            .contains("Samsung Internet")
                            .contains("misses some of Chrome");
                });
        assertThat(codes(Samples.experiment("e", 1, "Chrome to v2\nheader x-a matches \".*Chrome.*\" to v2"), host))
                .doesNotContain("regex-is-not-the-browser");
        assertThat(findings(Samples.experiment("e", 1, "user-agent matches \"Firefox/1\" to v2"), host))
                .filteredOn(finding -> finding.code().equals("regex-is-not-the-browser"))
                .extracting(Finding::message)
                .containsExactly(
                        "The regex Firefox/1 of rule 1 is not the browser Firefox: it misses some of Firefox.");
    }

    /** Leaving out first takes everything, so it must come last; precedence may forbid that. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Chrome to v2 | path starting with /a to v2 | 1 | false",
                "Chrome to v2 | path starting with /a to v2 | -1 | true",
                "path starting with /a to v2 | Chrome to v2 | -1 | false",
                "path starting with /a to v2 | Chrome to v2 | 1 | true",
                "Chrome and path /a to v2 | Chrome and path /b to v2 | 0 | true"
            })
    void experimentsThatLeaveOutFirst(String rules, String others, int priority, boolean refused) {
        MeshObject live = service(
                "catalog",
                "{match: [{headers: {'user-agent': {regex: '.*Mobile.*'}}}],"
                        + " route: [{destination: {host: 'catalog-v1'}}]}");
        HostObjects host = new HostObjects(
                live,
                List.of(),
                List.of(),
                List.of(prioritised(Samples.experiment("z", 1, others), priority)),
                List.of());

        List<String> codes = codes(Samples.experiment("e", 1, rules), host);

        assertThat(codes.contains("experiments-not-separable")).isEqualTo(refused);
    }

    @Test
    void whatContradictsItselfIsRefused() {
        List<RoutedVariant> twoControls = List.of(
                new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                new RoutedVariant("v2", VariantRole.CONTROL, "catalog-v2", null, null));
        List<RoutedVariant> twins = List.of(
                new RoutedVariant("v1", VariantRole.CONTROL, "catalog-v1", null, null),
                new RoutedVariant("v1", VariantRole.TREATMENT, "catalog-v2", null, null));
        HostObjects host = HostObjects.of(service("catalog", CATCH_ALL));

        assertThat(codes(Samples.experiment("e", 1, twoControls, Samples.rules("10% to v2"), false), host))
                .containsExactly("no-control");
        assertThat(codes(Samples.experiment("e", 1, twins, Samples.rules("10% to v1"), false), host))
                .containsExactly("duplicate-variant");
        assertThat(codes(Samples.experiment("e", 1, "10% to v9"), host)).containsExactly("unknown-variant");
        assertThat(codes(Samples.experiment("e", 1, "mirror 5% to v9\n10% to v2"), host))
                .containsExactly("unknown-variant");
        assertThat(codes(undrawn(Samples.experiment("e", 1, "10% to v2"), false), host))
                .containsExactly("no-drawing");
        assertThat(codes(undrawn(Samples.experiment("e", 1, "10% to v2"), true), host))
                .containsExactly("no-drawing");
    }

    @Test
    void anObjectStaysBelowTwoThousandRoutesAndOneMebibyte() {
        MeshObject many = service("catalog", CATCH_ALL);
        for (int i = 0; i < 1_999; i++) {
            ((ArrayNode) many.http())
                    .insert(
                            0,
                            Samples.object("{match: [{uri: {exact: '/" + i + "'}}], redirect: {uri: '/'}}")
                                    .json());
        }
        MeshObject large = service(
                "catalog",
                "{name: 'large', directResponse: {status: 200, body: {string: '" + "x".repeat(1 << 20)
                        + "'}}, match: [{uri: {exact: '/large'}}]}, " + CATCH_ALL);

        assertThat(codes(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(many)))
                .contains("too-many-routes");
        assertThat(codes(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(large)))
                .contains("object-too-large");
    }

    /** The limits themselves are still in order. */
    @Test
    void anObjectMayReachItsLimits() {
        String route = "{name: 'x', match: [{uri: {exact: '/x'}}], directResponse: {status: 200}}, ";
        MeshObject most = service("catalog", route.repeat(RouteCompiler.MOST_ROUTES - 2) + CATCH_ALL);
        MeshObject more = service("catalog", route.repeat(RouteCompiler.MOST_ROUTES - 1) + CATCH_ALL);

        assertThat(codes(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(most)))
                .doesNotContain("too-many-routes");
        assertThat(codes(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(more)))
                .contains("too-many-routes");
        for (int spare : new int[] {0, -1}) {
            MeshObject plain = sized(0);
            long own = JsonSize.bytes(plain.json())
                    + JsonSize.bytes(Samples.compiled(Samples.experiment("e", 1, "10% to v2"), plain)
                            .routes()
                            .getFirst()
                            .json());
            MeshObject large = sized((int) ((1 << 20) - own - spare));
            assertThat(codes(Samples.experiment("e", 1, "10% to v2"), HostObjects.of(large))
                            .contains("object-too-large"))
                    .isEqualTo(spare < 0);
        }
    }

    private static MeshObject sized(int filler) {
        return service(
                "catalog",
                "{match: [{uri: {exact: '/f'}}], directResponse: {status: 200, body: {string: '" + "x".repeat(filler)
                        + "'}}}, " + CATCH_ALL);
    }

    /** Neither path regex takes all that the other does, and word boundaries keep them from becoming one. */
    @Test
    void whatCannotBeSaidExactlyIsRefusedWithRuleRouteAndField() {
        MeshObject live = service(
                "catalog",
                "{name: 'shop', match: [{uri: {regex: '/a\\\\b.*'}}], route: [{destination: {host: 'catalog-v1'}}]}");

        List<Finding> found =
                findings(Samples.experiment("e", 1, "path matches \".*z\" to v2"), HostObjects.of(live)).stream()
                        .filter(finding -> finding.code().equals("cannot-narrow"))
                        .toList();

        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.rule()).isEqualTo(1);
            assertThat(finding.route()).isEqualTo("shop");
            assertThat(finding.message()).contains("path");
        });
    }

    @Test
    void twoPathRegexesBecomeOne() {
        MeshObject live = service(
                "catalog",
                "{name: 'shop', match: [{uri: {regex: '/a.*'}}], route: [{destination: {host: 'catalog-v1'}}]}");

        assertThat(Samples.compiled(Samples.experiment("e", 1, "path matches \".*z\" to v2"), live)
                        .routes())
                .extracting(route -> route.json().at("/match/0/uri/regex").asText())
                .containsExactly("/a(?:[^z]|zz*[^z])*zz*");
    }

    private static ExperimentRouting prioritised(ExperimentRouting plain, int priority) {
        return copy(plain, plain.drawings(), plain.observe(), priority);
    }

    private static ExperimentRouting undrawn(ExperimentRouting plain, boolean observe) {
        Map<Integer, Drawing> one = observe ? Map.of(1, Drawing.of(1, Samples.TOKEN)) : Map.of();
        return copy(plain, one, observe, 0);
    }

    private static ExperimentRouting copy(
            ExperimentRouting plain, Map<Integer, Drawing> drawings, boolean observe, int priority) {
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                drawings,
                observe,
                priority,
                Instant.EPOCH,
                plain.sticky());
    }

    private static List<String> codes(ExperimentRouting experiment, HostObjects host) {
        return findings(experiment, host).stream()
                .map(Finding::code)
                .filter(code -> !code.equals("no-default-route"))
                .distinct()
                .toList();
    }

    private static List<Finding> findings(ExperimentRouting experiment, HostObjects host) {
        return new ArrayList<>(RouteCompiler.compile(experiment, host).findings());
    }

    private static MeshObject service(String name, String routes) {
        return object(name, "2026-01-02T00:00:00Z", gateway(routes));
    }

    private static String gateway(String routes) {
        return "{hosts: ['*'], gateways: ['g'], http: [" + routes + "]}";
    }

    private static MeshObject object(String name, String created, String spec) {
        JsonNode json = Samples.object(
                        "{apiVersion: 'networking.istio.io/v1', kind: 'VirtualService', metadata: {name: '"
                                + name + "', namespace: 'demo', resourceVersion: '1', creationTimestamp: '" + created
                                + "'}, spec: " + spec + "}")
                .json();
        return new MeshObject(json);
    }
}

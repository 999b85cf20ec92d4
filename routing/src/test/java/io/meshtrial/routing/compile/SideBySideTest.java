package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.object.MeshObject;
import io.meshtrial.routing.predicate.Witness;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two experiments meet where a route of both serves a request that rules of both want, and nowhere else. */
class SideBySideTest {

    private static final String V1 = "route: [{destination: {host: 'catalog-v1'}}]";
    private static final String V2 = "route: [{destination: {host: 'catalog-v2'}}]";
    private static final String ELSEWHERE = "route: [{destination: {host: 'elsewhere'}}]";

    /** By name in the tables below. */
    private static final Map<String, String> OBJECTS = Map.of(
            "everything", "{" + V1 + "}",
            "only /a", "{match: [{uri: {prefix: '/a'}}], " + V1 + "}",
            "/a elsewhere", "{match: [{uri: {prefix: '/a'}}], " + ELSEWHERE + "}, {" + V1 + "}",
            "/a twice",
                    "{match: [{uri: {prefix: '/a/b'}}], " + ELSEWHERE + "}, {match: [{uri: {prefix: '/a'}}], " + V2
                            + "}, {" + V1 + "}",
            "/a moved", "{match: [{uri: {prefix: '/a'}}], redirect: {uri: '/b'}}, {" + V1 + "}",
            "/a by port", "{match: [{uri: {prefix: '/a'}, port: 8080}], " + ELSEWHERE + "}, {" + V1 + "}",
            "/a by port last",
                    "{match: [{uri: {prefix: '/a/b'}}], " + V1 + "}, {match: [{uri: {prefix: '/a'}, port: 8080}], "
                            + ELSEWHERE + "}",
            "GET and POST",
                    "{match: [{method: {exact: 'GET'}}], " + V1 + "}, {match: [{method: {exact: 'POST'}}], " + ELSEWHERE
                            + "}");

    /** @param path of the witness: where the request begins */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "everything | path starting with /a to v2 | path starting with /a/b to v2 | /a/b",
                "everything | path starting with /a to v2 | path starting with /b to v2 |",
                // Both want what no route serves, or another one.
                "only /a | not path starting with /a to v2 | not path starting with /a to v1 |",
                "only /a | header x-a is b to v2 | path starting with /b to v2 |",
                "only /a | header x-a is b to v2 | path starting with /a/c to v2 | /a/c",
                "/a elsewhere | path starting with /a to v2 | path starting with /a/b to v2 |",
                "/a elsewhere | path starting with /a/ to v2 | header x-a is b to v2 |",
                "/a elsewhere | not path \"/\" to v2 | header x-a is b to v2 | /",
                "/a moved | path starting with /a to v2 | path starting with /a/b to v2 |",
                // The route between serves what the one before it leaves.
                "/a twice | path starting with /a/b to v2 | path starting with /a/b to v2 |",
                "/a twice | path starting with /a/ to v2 | path starting with /a/ to v2 | /a/",
                "GET and POST | method POST to v2 | header x-a is b to v2 |",
                // What a route takes by its port, it may leave; before it, all is known.
                "/a by port last | path starting with /a to v2 | path starting with /a/b to v2 | /a/b"
            })
    void onlyWhatARouteOfBothServesIsInCommon(String object, String one, String other, @Nullable String path) {
        List<Finding> found = found(object, one, other, 0, 0);

        assertThat(found).hasSize(path == null ? 0 : 1).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("overlapping-experiments");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            Witness witness = Objects.requireNonNull(finding.witness());
            assertThat(witness.path()).startsWith(Objects.requireNonNull(path));
        });
    }

    /** What a route takes by a port, which no rule says, may be all that both want: then nobody can tell. */
    @Test
    void aRouteThatTakesByWhatNoRuleSaysLeavesItUnknown() {
        assertThat(found("/a by port", "path starting with /a to v2", "path starting with /a/b to v2", 0, 0))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.code()).isEqualTo("overlap-unknown");
                    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
                });
        assertThat(found("/a by port", "path starting with /a to v2", "path starting with /b to v2", 0, 0))
                .isEmpty();
    }

    /** Equal priorities decide nothing, unlike ones decide which is asked first. */
    @ParameterizedTest
    @CsvSource({"0, 0, ERROR", "3, 3, ERROR", "1, 0, NOTE", "0, 1, NOTE", "-1, 0, NOTE"})
    void aDeclaredPriorityDecides(int mine, int theirs, Severity severity) {
        assertThat(found("everything", "method GET to v2", "path starting with /a to v2", mine, theirs))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.severity()).isEqualTo(severity);
                    assertThat(finding.witness()).isNotNull();
                    if (severity == Severity.NOTE) {
                        assertThat(finding.message()).startsWith(mine > theirs ? "this experiment" : "other");
                    }
                });
    }

    /** Hosts of one experiment's variants alone: the other one has no route here. */
    @ParameterizedTest
    @CsvSource({"catalog-v1, 1", "shop, 0"})
    void experimentsOnOtherServicesOfAHostDoNotMeet(String host, int meet) {
        ExperimentRouting other = Samples.experiment(
                "other",
                1,
                List.of(
                        new RoutedVariant("v1", VariantRole.CONTROL, host, null, null),
                        new RoutedVariant("v2", VariantRole.TREATMENT, host + "-next", null, null)),
                Samples.rules("10% to v2"),
                false);
        MeshObject live =
                live("{match: [{uri: {prefix: '/a'}}], " + V1 + "}, {route: [{destination: {host: 'shop'}}]}");

        assertThat(found(Samples.experiment("e", 1, "10% to v2"), other, live)).hasSize(meet);
    }

    private static List<Finding> found(String object, String one, String other, int mine, int theirs) {
        return found(
                prioritised(Samples.experiment("e", 1, one), mine),
                prioritised(Samples.experiment("other", 1, other), theirs),
                live(Objects.requireNonNull(OBJECTS.get(object))));
    }

    private static List<Finding> found(ExperimentRouting one, ExperimentRouting other, MeshObject live) {
        HostObjects host = new HostObjects(live, List.of(), List.of(), List.of(other), List.of());
        return RouteCompiler.compile(one, host).findings().stream()
                .filter(finding -> finding.code().startsWith("overlap"))
                .toList();
    }

    private static MeshObject live(String routes) {
        return Samples.object(
                "{kind: 'VirtualService', metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},"
                        + " spec: {hosts: ['*'], gateways: ['g'], http: [" + routes + "]}}");
    }

    private static ExperimentRouting prioritised(ExperimentRouting plain, int priority) {
        return new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                plain.drawings(),
                plain.observe(),
                priority,
                plain.createdAt(),
                plain.sticky());
    }
}

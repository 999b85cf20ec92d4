package io.meshtrial.routing.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.compile.HostObjects;
import io.meshtrial.routing.compile.RouteCompiler;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of rules whose negations multiply; what is reachable is known by how they are built. */
class LongRuleListsTest {

    private static final MeshObject LIVE = Samples.object("""
            {kind: 'VirtualService', metadata: {name: 'catalog', namespace: 'demo', resourceVersion: '1'},
             spec: {hosts: ['*'], gateways: ['g'], http: [{route: [{destination: {host: 'catalog-v1'}}]}]}}""");

    private static final List<String> KINDS = List.of(
            "Chrome and path starting with /p%d/ and header x-a is \"%d\" to v2",
            "Edge and cookie plan is \"c%d\" and query q is \"%d\" to v2",
            "not Firefox and path matches \"/r%d/.*x\" and header x-b starts with \"b%d\" to v1",
            "user-agent matches \".*Bot%d.*\" and (method POST or path is \"/m%d\") to v2",
            "any Chromium and not mobile and header x-c matches \".*c%d[0-9]\" and not path \"/z%d\" to v2");

    private static String rules(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> KINDS.get(i % KINDS.size()).formatted(i, i))
                .collect(Collectors.joining("\n"));
    }

    /** The last rule takes what none of the others do: a request without any of their headers, for one. */
    @ParameterizedTest
    @ValueSource(ints = {12, 40})
    void thatEachRuleIsReachedIsSeen(int least) {
        int count = Size.of(least, 3 * least);
        assertThat(codes(rules(count) + "\n10% to v2", "unreachable-rule", "reachability-unknown"))
                .isEmpty();
    }

    /** Of two equal rules, or of one that says more, the second is never reached, however many stand between. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "12 | Chrome and path starting with /p0/ and header x-a is \"0\" to v1",
                "30 | Chrome and path starting with /p0/deep and header x-a is \"0\" to v1",
                "40 | Edge and path \"/s\" and cookie plan is \"c1\" and query q is \"1\" to v1"
            })
    void thatARuleIsNeverReachedIsProven(int least, String rule) {
        int count = Math.max(2, Size.of(least, 3 * least));
        assertThat(codes(rules(count) + "\n" + rule, "unreachable-rule", "reachability-unknown"))
                .containsExactly("unreachable-rule " + (count + 1));
    }

    /** Beyond the pairs that are looked at, that is said. */
    @ParameterizedTest
    @CsvSource({"63, 0", "70, 1"})
    void pairsThatAreNotLookedAtAreNamed(int count, int unknown) {
        String text = IntStream.range(0, count)
                .mapToObj(i -> "path \"/p" + i + "\" to v2")
                .collect(Collectors.joining("\n"));

        assertThat(codes(text, "overlapping-rules-unknown", "overlapping-rules"))
                .hasSize(unknown);
    }

    private static List<String> codes(String rules, String... wanted) {
        List<String> codes = List.of(wanted);
        return RouteCompiler.compile(Samples.experiment("e", 1, rules), HostObjects.of(LIVE)).findings().stream()
                .filter(finding -> codes.contains(finding.code()))
                .map(LongRuleListsTest::shown)
                .toList();
    }

    private static String shown(Finding finding) {
        return finding.code() + " " + finding.rule();
    }
}

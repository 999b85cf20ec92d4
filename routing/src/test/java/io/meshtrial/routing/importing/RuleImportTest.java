package io.meshtrial.routing.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.rules.language.RuleFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleImportTest {

    @Test
    void the_original_demonstration_is_read_back_as_two_rules() {
        RuleImport imported = RuleImport.of(Samples.object(Samples.DEMONSTRATION));
        assertThat(RuleFormatter.format(imported.rules()))
                .isEqualToIgnoringNewLines("user-agent matches \".*Chrome.*\" to v1\neveryone else to v2\n");
        assertThat(imported.variants()).extracting(RoutedVariant::name).containsExactly("v1", "v2");
    }

    /** What no rule text says, or would say otherwise, stays foreign; the rest parses to itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{match: [{uri: {prefix: ''}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{uri: {prefix: 'foo'}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{uri: {exact: '/a?b'}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{uri: {regex: '('}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{uri: {regex: '*'}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{headers: {te: {exact: 'x'}}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{headers: {'x-meshtrial-probe': {exact: 'x'}}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{headers: {'x-a': {exact: ' a'}}}], route: [{destination: {host: 'a'}}]}",
                "{match: [{queryParams: {'a b': {exact: 'x'}}}], route: [{destination: {host: 'a'}}]}",
                "{route: ['x']}",
                "{route: [{destination: {}}]}",
                "{route: [{destination: {host: 'a'}, weight: -1}, {destination: {host: 'b'}, weight: 2}]}",
                "{route: [{destination: {host: 'a', future: 1}}]}"
            })
    void what_no_rule_says_stays_foreign(String route) {
        RuleImport imported =
                imported(route + ", {match: [{method: {exact: 'GET'}}], route: [{destination: {host: 'b'}}]}");

        assertThat(imported.routes().getFirst()).isInstanceOf(ImportedRoute.Foreign.class);
        assertThat(imported.variants()).extracting(RoutedVariant::host).doesNotContain("a");
    }

    @Test
    void behind_a_catch_all_nothing_is_reached() {
        RuleImport imported = imported("""
                {match: [{method: {exact: 'GET'}}], route: [{destination: {host: 'a'}}]},
                {route: [{destination: {host: 'b'}}]}, {route: [{destination: {host: 'c'}}]},
                {match: [{uri: {prefix: '/x'}}], route: [{destination: {host: 'a'}}]}""");

        assertThat(RuleFormatter.format(imported.rules())).isEqualTo("method is GET to a\neveryone else to b\n");
        assertThat(imported.routes().subList(2, 4))
                .allSatisfy(route -> assertThat(route)
                        .isInstanceOfSatisfying(
                                ImportedRoute.Foreign.class,
                                foreign -> assertThat(foreign.reason()).startsWith("never reached")));
        assertThat(imported.variants()).extracting(RoutedVariant::host).containsExactly("a", "b");
    }

    @Test
    void equal_destinations_are_one_variant() {
        RuleImport imported = imported("""
                {route: [{destination: {host: 'a'}, weight: 1},
                  {destination: {host: 'a.demo.svc.cluster.local', subset: ''}, weight: 2},
                  {destination: {host: 'b', subset: '-x'}, weight: 1}]}""");

        assertThat(RuleFormatter.format(imported.rules())).isEqualTo("75% to a, 25% to x\n");
        assertThat(imported.variants()).extracting(RoutedVariant::subset).containsExactly(null, "-x");
    }

    private static RuleImport imported(String routes) {
        return RuleImport.of(Samples.object(
                "{kind: 'VirtualService', metadata: {name: 'x', namespace: 'demo'}, spec: {http: [" + routes + "]}}"));
    }

    @Test
    void routes_that_rules_cannot_say_stay_foreign_with_the_reason() {
        RuleImport imported = RuleImport.of(Samples.object("""
            {kind: 'VirtualService', metadata: {name: 'x', namespace: 'demo'}, spec: {http: [
              {match: [{uri: {prefix: '/old'}}], redirect: {uri: '/new'}},
              {match: [{uri: {prefix: '/a'}}], rewrite: {uri: '/b'}, route: [{destination: {host: 'a'}}]},
              {match: [{port: 80}], route: [{destination: {host: 'a'}}]},
              {route: [{destination: {host: 'a'}, weight: 1}, {destination: {host: 'b'}, weight: 2}]}]}}
            """));
        assertThat(imported.routes())
                .containsExactly(
                        new ImportedRoute.Foreign(0, "rules do not say redirect"),
                        new ImportedRoute.Foreign(1, "rules do not say rewrite"),
                        new ImportedRoute.Foreign(2, "rules do not say a match on port"),
                        new ImportedRoute.Foreign(3, "its shares are not exact to 0.01 %"));
    }
}

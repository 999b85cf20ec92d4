package io.meshtrial.routing.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.compile.RoutedVariant;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.rules.language.RuleFormatter;
import org.junit.jupiter.api.Test;

class RuleImportTest {

    @Test
    void the_original_demonstration_is_read_back_as_two_rules() {
        RuleImport imported = RuleImport.of(Samples.object(Samples.DEMONSTRATION));
        assertThat(RuleFormatter.format(imported.rules()))
                .isEqualToIgnoringNewLines("user-agent matches \".*Chrome.*\" to v1\neveryone else to v2\n");
        assertThat(imported.variants()).extracting(RoutedVariant::name).containsExactly("v1", "v2");
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

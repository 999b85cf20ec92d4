package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Oracle: istiod's rules for a delegate's branch (pilot/pkg/model/virtualservice.go, {@code hasConflict}): no regexes; what
 * the root says exactly the delegate says too; what it says by prefix the delegate says within it.
 */
class DelegateConflictTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                     | {uri: {prefix: /a}}                    | false",
                "{uri: {prefix: /a}}                    | {}                                     | false",
                "{uri: {prefix: /a}}                    | {uri: {prefix: /ab}}                   | false",
                "{uri: {prefix: /a}}                    | {uri: {exact: /ab}}                    | false",
                "{uri: {prefix: /a}}                    | {uri: {prefix: /b}}                    | true",
                "{uri: {prefix: /a}}                    | {uri: {exact: /b}}                     | true",
                "{uri: {exact: /a}}                     | {uri: {exact: /a}}                     | false",
                "{uri: {exact: /a}}                     | {uri: {exact: /b}}                     | true",
                "{uri: {exact: /a}}                     | {uri: {prefix: /a}}                    | true",
                "{uri: {regex: /a}}                     | {uri: {exact: /a}}                     | true",
                "{uri: {prefix: /a}}                    | {uri: {regex: /a}}                     | true",
                "{uri: {}}                              | {uri: {exact: /a}}                     | true",
                "{headers: {x: {exact: a}}}             | {headers: {x: {exact: b}}}             | true",
                "{headers: {x: {exact: a}}}             | {headers: {y: {exact: b}}}             | false",
                "{withoutHeaders: {x: {prefix: a}}}     | {withoutHeaders: {x: {prefix: ab}}}    | false",
                "{queryParams: {x: {exact: a}}}         | {queryParams: {x: {exact: b}}}         | true",
                "{ignoreUriCase: true}                  | {}                                     | true",
                "{ignoreUriCase: true}                  | {ignoreUriCase: true}                  | false",
                "{port: 80}                             | {port: 80}                             | false",
                "{port: 80}                             | {port: 81}                             | true",
                "{port: 80}                             | {}                                     | false",
                "{}                                     | {port: 81}                             | false",
                "{sourceNamespace: a}                   | {sourceNamespace: a}                   | false",
                "{sourceNamespace: a}                   | {sourceNamespace: b}                   | true",
                "{sourceNamespace: a}                   | {}                                     | true",
                "{}                                     | {sourceNamespace: b}                   | false",
                "{sourceLabels: {a: x}}                 | {sourceLabels: {a: x}}                 | false",
                "{sourceLabels: {a: x}}                 | {sourceLabels: {a: y}}                 | true",
                "{sourceLabels: {a: x}}                 | {sourceLabels: {b: y}}                 | false",
                "{gateways: [a, b]}                     | {gateways: [b]}                        | false",
                "{gateways: [a, b]}                     | {gateways: [b, a]}                     | false",
                "{gateways: [a]}                        | {gateways: [b]}                        | true",
                "{gateways: [a]}                        | {gateways: [a, b]}                     | true",
                "{gateways: [a]}                        | {}                                     | false",
                "{}                                     | {gateways: [a]}                        | false"
            })
    void aBranchOutsideItsRootConflicts(String root, String leaf, boolean conflict) throws JsonProcessingException {
        assertThat(DelegateConflict.between(read(root), read(leaf))).isEqualTo(conflict);
    }

    private static JsonNode read(String yaml) throws JsonProcessingException {
        return YAML.readTree(yaml);
    }
}

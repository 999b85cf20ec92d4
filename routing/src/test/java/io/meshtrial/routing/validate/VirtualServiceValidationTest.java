package io.meshtrial.routing.validate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VirtualServiceValidationTest {

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** Oracle: validation of istiod and the proxies' answers, as recorded or as their field constraints say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "match: [{headers: {x-a: {regex: '*'}}}], route: [{destination: {host: v1}}] | invalid-regex",
                "match: [{withoutHeaders: {x-a: {regex: '*'}}}], route: [{destination: {host: v1}}] | ",
                "match: [{uri: {regex: ''}}], route: [{destination: {host: v1}}] | invalid-regex",
                "match: [{uri: {prefix: ''}}], route: [{destination: {host: v1}}] | ",
                "match: [{queryParams: {a: {prefix: ''}}}], route: [{destination: {host: v1}}] | empty-match",
                "match: [{queryParams: {'': {exact: a}}}], route: [{destination: {host: v1}}] | poison-pill",
                "match: [{headers: {x-a: {regex: '\\x{1F600}'}}}], route: [{destination: {host: v1}}] | poison-pill",
                "match: [{headers: {x-a: {regex: '\\xFF'}}}], route: [{destination: {host: v1}}] | ",
                "match: [{port: 70000}], route: [{destination: {host: v1}}] | invalid-port",
                "match: [{gateways: [a/b/c]}], route: [{destination: {host: v1}}] | invalid-gateway",
                "headers: {request: {set: {x-a: '%NOSUCH%'}}}, route: [{destination: {host: v1}}] | poison-pill",
                "headers: {request: {set: {x-a: '%REQ%'}}}, route: [{destination: {host: v1}}] | poison-pill",
                "headers: {request: {set: {x-a: '%REQ(x)% %% %START_TIME(%s)%'}}}, route: [{destination: {host: v1}}] | ",
                "headers: {request: {set: {x-a: '%REQ(x):5% 100%%'}}}, route: [{destination: {host: v1}}] | ",
                "headers: {request: {set: {x-a: '100%'}}}, route: [{destination: {host: v1}}] | invalid-header-value",
                "headers: {response: {set: {host: a}}}, route: [{destination: {host: v1}}] | invalid-header-name",
                "headers: {request: {set: {host: a}}}, rewrite: {authority: b}, route: [{destination: {host: v1}}] | conflicting-authority",
                "route: [{destination: {host: v1}, weight: 4294967295}] | wrong-type",
                "route: [{destination: {host: v1}, weight: 0}] | ",
                "route: [{destination: {host: v1}, weight: '90'}, {destination: {host: v2}, weight: 10}] | ",
                "route: [{destination: {host: v1}}, {destination: {host: v2}}] | invalid-weight",
                "route: [{destination: {host: v1, port: {number: 0}}}] | invalid-destination",
                "redirect: {uri: /a, redirectCode: 304} | poison-pill",
                "redirect: {uri: /a, redirectCode: 308} | ",
                "directResponse: {status: 600} | poison-pill",
                "directResponse: {status: 599} | ",
                "route: [{destination: {host: v1}}], timeout: 0s | invalid-duration",
                "route: [{destination: {host: v1}}], timeout: 1.0005s | invalid-duration",
                "route: [{destination: {host: v1}}], retries: {retryOn: 5xx} | invalid-retries",
                "route: [{destination: {host: v1}}], retries: {attempts: 1, retryOn: '503,5xx'} | ",
                "delegate: {name: d}, match: [{uri: {regex: /a}}] | regex-in-delegate",
                "delegate: {name: d}, route: [{destination: {host: v1}}] | conflicting-actions",
                "match: [] | no-action",
                "rewrite: {uriRegexRewrite: {match: 'a(?=b)', rewrite: c}}, route: [{destination: {host: v1}}] | invalid-regex"
            })
    void aRouteIsFoundOut(String route, String code) {
        assertThat(codes("{hosts: [a.example], gateways: [g], http: [{" + route + "}]}"))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    @Test
    void findingsNameObjectAndRoute() {
        Finding finding = VirtualServiceValidation.findings(
                        object("{hosts: [a.example], gateways: [g], http: [{name: x, directResponse: {status: 600}}]}"))
                .getFirst();

        assertThat(finding.object()).isEqualTo("VirtualService demo/vs");
        assertThat(finding.route()).isEqualTo("x");
        assertThat(finding.hint()).isEqualTo("use 200 to 599");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "route: [{destination: {host: v1}, weight: 4294967295}] | http[0].route[0].weight must be",
                "route: [{destination: {host: v1}, headers: {request: {set: {x-a: [1]}}}}]"
                        + " | http[0].route[0].headers.request.set[\"x-a\"] must be",
                "match: [{}, {headers: {x-a: {regex: '*'}}}], route: [{destination: {host: v1}}]"
                        + " | match[1].headers[\"x-a\"]: ",
                "match: [{port: 70000}], route: [{destination: {host: v1}}] | match[0].port: 70000",
                "headers: {response: {set: {host: a}}}, route: [{destination: {host: v1}}]"
                        + " | headers.response.set[\"host\"]: ",
                "route: [{destination: {host: v1}}, {destination: {host: '-'}, weight: 1}]"
                        + " | route[1].destination: \"-\"",
                "route: [{destination: {host: v1}}], mirrors: [{destination: {host: v2}, percentage: {value: 101}}]"
                        + " | mirrors[0].percentage must be",
                "unheardOf: 1, route: [{destination: {host: v1}}] | http[0].unheardOf is not"
            })
    void aFindingSaysWhere(String route, String begin) {
        assertThat(VirtualServiceValidation.findings(
                        object("{hosts: [a.example], gateways: [g], http: [{" + route + "}]}")))
                .extracting(Finding::message)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(begin);
    }

    /** An instance remembers what was sound, and nothing else. */
    @Test
    void whatWasFoundOnceIsFoundAgain() {
        VirtualServiceValidation validation = new VirtualServiceValidation();
        MeshObject sound = object(
                "{hosts: [a.example], http: [{match: [{uri: {regex: '/a.*'}}], route: [{destination: {host: v1}}]}]}");
        MeshObject faulty = object(
                "{hosts: [a.example], http: [{match: [{uri: {regex: '/a('}}], route: [{destination: {host: '-'}}]}]}");

        for (int time = 0; time < 2; time++) {
            assertThat(validation.of(sound)).isEmpty();
            assertThat(validation.of(faulty))
                    .extracting(Finding::code)
                    .containsExactly("invalid-regex", "invalid-destination");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts: ['*'] | invalid-hosts",
                "hosts: ['*'], gateways: [g] | ",
                "hosts: [a..b], gateways: [g] | invalid-hosts",
                "hosts: ['*.a.example', 192.0.2.7, shop], gateways: [demo/g, mesh] | ",
                "hosts: [a, a] | invalid-hosts",
                "gateways: [g] | invalid-hosts"
            })
    void hostsAreFoundOut(String hosts, String code) {
        assertThat(codes("{" + hosts + ", http: [{route: [{destination: {host: v1}}]}]}"))
                .isEqualTo(code == null ? List.of() : List.of(code));
    }

    private static List<String> codes(String spec) {
        return VirtualServiceValidation.findings(object(spec)).stream()
                .map(Finding::code)
                .toList();
    }

    private static MeshObject object(String spec) {
        try {
            return new MeshObject(
                    YAML.readTree("{kind: VirtualService, metadata: {name: vs, namespace: demo}, spec: " + spec + "}"));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(spec, e);
        }
    }
}

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
                "name: 1, route: [{destination: {host: v1}}] | wrong-type",
                "match: {}, route: [{destination: {host: v1}}] | wrong-type",
                "match: [a], route: [{destination: {host: v1}}] | wrong-type",
                "match: [{ignoreUriCase: 1}], route: [{destination: {host: v1}}] | wrong-type",
                "match: [{headers: []}], route: [{destination: {host: v1}}] | wrong-type",
                "match: [{headers: {a: null}}], route: [{destination: {host: v1}}] | ",
                "match: null, route: [{destination: {host: v1}}] | ",
                "timeout: 5, route: [{destination: {host: v1}}] | wrong-type",
                "retries: {attempts: 1.5}, route: [{destination: {host: v1}}] | wrong-type",
                "retries: {attempts: 2.0}, route: [{destination: {host: v1}}] | ",
                "retries: {attempts: '2'}, route: [{destination: {host: v1}}] | ",
                "retries: {attempts: '2x'}, route: [{destination: {host: v1}}] | wrong-type",
                "retries: {attempts: '9999999999'}, route: [{destination: {host: v1}}] | wrong-type",
                "retries: {attempts: [1]}, route: [{destination: {host: v1}}] | wrong-type",
                "directResponse: {status: -1} | wrong-type",
                "directResponse: {status: 4294967296} | wrong-type",
                "route: [{destination: {host: v1}}], mirror: {host: v2}, mirrorPercentage: {value: a} | wrong-type",
                "route: [{destination: {host: v1}}], timeout: never | invalid-duration",
                "route: [{destination: {host: v1}}], timeout: 1ms | ",
                "route: [{destination: {host: v1}}], timeout: 2.5s | ",
                "route: [{destination: {host: v1}}], retries: {attempts: -1} | invalid-retries",
                "route: [{destination: {host: v1}}], retries: {perTryTimeout: 1s} | invalid-retries",
                "route: [{destination: {host: v1}}], retries: {attempts: 0} | ",
                "route: [{destination: {host: v1}}], retries: {attempts: 1, perTryTimeout: 0s} | invalid-duration",
                "route: [{destination: {host: v1}}], retries: {attempts: 1, backoff: 0s} | invalid-duration",
                "route: [{destination: {host: v1}}], retries: {attempts: 1, retryOn: nothing} | invalid-retries",
                "route: [{destination: {host: v1}}], retries: {attempts: 1, retryOn: '5xx, reset'} | ",
                "route: [{destination: {host: v1}}], fault: {} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s}} | ",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 0s}} | invalid-duration",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 101}}} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 100}}} | ",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 0}}} | ",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 0.0001}}} | ",
                "route: [{destination: {host: v1}}], fault: {delay: {fixedDelay: 1s, percentage: {value: 0.00001}}} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {abort: {httpStatus: 503, percentage: {value: -1}}} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {abort: {httpStatus: 199}} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {abort: {httpStatus: 200}} | ",
                "route: [{destination: {host: v1}}], fault: {abort: {httpStatus: 600}} | poison-pill",
                "route: [{destination: {host: v1}}], fault: {abort: {httpStatus: 601}} | invalid-fault",
                "route: [{destination: {host: v1}}], fault: {abort: {grpcStatus: UNAVAILABLE}} | ",
                "route: [{destination: {host: v1}}], fault: {abort: {grpcStatus: NOTHING}} | invalid-fault",
                "route: [{destination: {host: v1}}], corsPolicy: {maxAge: 0s} | invalid-duration",
                "route: [{destination: {host: v1}}], corsPolicy: {allowOrigins: [{regex: '('}]} | invalid-regex",
                "route: [{destination: {host: v1}}], corsPolicy: {allowOrigins: [{exact: a}], maxAge: 1s} | ",
                "match: [{port: 65535}], route: [{destination: {host: v1}}] | ",
                "match: [{sourceNamespace: A}], route: [{destination: {host: v1}}] | invalid-source",
                "match: [{sourceNamespace: a}], route: [{destination: {host: v1}}] | ",
                "match: [{sourceLabels: {'-': a}}], route: [{destination: {host: v1}}] | invalid-source",
                "match: [{sourceLabels: {a: '-'}}], route: [{destination: {host: v1}}] | invalid-source",
                "match: [{sourceLabels: {a.b/c: d}}], route: [{destination: {host: v1}}] | ",
                "match: [{headers: {'': {exact: a}}}], route: [{destination: {host: v1}}] | invalid-header-name",
                "match: [{headers: {\"a\\nb\": {exact: a}}}], route: [{destination: {host: v1}}] | poison-pill",
                "headers: {request: {set: {':path': a}}}, route: [{destination: {host: v1}}] | invalid-header-name",
                "headers: {request: {set: {'': a}}}, route: [{destination: {host: v1}}] | invalid-header-name",
                "headers: {request: {set: {host: a}}}, route: [{destination: {host: v1}}] | ",
                "headers: {request: {add: {':authority': a}}}, route: [{destination: {host: v1}}] | ",
                "headers: {request: {remove: [host]}}, route: [{destination: {host: v1}}] | invalid-header-name",
                "headers: {request: {set: {'a b': c}}}, route: [{destination: {host: v1}}] | unsendable-header",
                "headers: {request: {set: {a: \"b\\rc\"}}}, route: [{destination: {host: v1}}] | invalid-header-value",
                "headers: {request: {set: {a: '%REQ(x%'}}}, route: [{destination: {host: v1}}] | invalid-header-value",
                "redirect: {uri: \"a\\nb\"} | poison-pill",
                "redirect: {} | invalid-redirect",
                "redirect: {port: 443} | ",
                "redirect: {port: 65536} | invalid-redirect",
                "redirect: {derivePort: FROM_REQUEST_PORT} | ",
                "redirect: {scheme: https} | ",
                "redirect: {scheme: ftp} | invalid-redirect",
                "redirect: {uri: /a, redirectCode: 299} | invalid-redirect",
                "redirect: {uri: /a, redirectCode: 400} | invalid-redirect",
                "redirect: {authority: a, redirectCode: 399} | poison-pill",
                "directResponse: {status: 199} | invalid-direct-response",
                "directResponse: {status: 601} | invalid-direct-response",
                "directResponse: {status: 200} | ",
                "rewrite: {}, route: [{destination: {host: v1}}] | invalid-rewrite",
                "rewrite: {authority: a}, route: [{destination: {host: v1}}] | ",
                "rewrite: {uri: a, uriRegexRewrite: {match: a, rewrite: b}}, route: [{destination: {host: v1}}] | invalid-rewrite",
                "rewrite: {uriRegexRewrite: {match: a}}, route: [{destination: {host: v1}}] | invalid-rewrite",
                "rewrite: {uri: \"a\\0b\"}, route: [{destination: {host: v1}}] | poison-pill",
                "route: [{destination: {host: v1, subset: A}}] | invalid-destination",
                "route: [{destination: {host: '*'}}] | invalid-destination",
                "route: [{destination: {host: v1, port: {number: 65535}}}] | ",
                "route: [{destination: {host: v1, port: {number: 65536}}}] | invalid-destination",
                "route: [{weight: 1}] | invalid-destination",
                "route: [{destination: {host: v1}, weight: -1}] | invalid-weight",
                "route: [{destination: {host: v1}, weight: 2147483647}, {destination: {host: v2}, weight: 2147483647},"
                        + " {destination: {host: v3}, weight: 1}] | ",
                "route: [{destination: {host: v1}, weight: 2147483647}, {destination: {host: v2}, weight: 2147483647},"
                        + " {destination: {host: v3}, weight: 3}] | poison-pill",
                "route: [{destination: {host: v1}}], mirror: {host: '-'} | invalid-destination",
                "route: [{destination: {host: v1}}], mirrors: [{percentage: {value: 1}}] | invalid-mirror",
                "route: [{destination: {host: v1}}], mirror: {host: v2}, mirrorPercentage: {value: 101} | invalid-mirror",
                "route: [{destination: {host: v1}}], mirror: {host: v2}, mirrorPercent: 100 | ",
                "route: [{destination: {host: v1}}], mirror: {host: v2}, mirrors: [{destination: {host: v3}}] | conflicting-actions",
                "redirect: {uri: /a}, fault: {abort: {httpStatus: 503}} | conflicting-actions",
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
                "timeout: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa], route: [{destination: {host: v1}}]"
                        + " | http[0].timeout must be text, it is [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\"]",
                "timeout: [aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa], route: [{destination: {host: v1}}]"
                        + " | http[0].timeout must be text, it is [\"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa...",
                "unheardOf: 1, route: [{destination: {host: v1}}] | http[0].unheardOf is not"
            })
    void aFindingSaysWhere(String route, String begin) {
        assertThat(VirtualServiceValidation.findings(
                        object("{hosts: [a.example], gateways: [g], http: [{" + route + "}]}")))
                .extracting(Finding::message)
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith(begin);
    }

    /** An empty text is one node for all of Jackson's trees, right in one place and wrong in another. */
    @Test
    void whatIsRightInOnePlaceMayBeWrongInAnother() {
        assertThat(
                        codes(
                                "{exportTo: [''], hosts: [a.example], http: [{match: [''], route: [{destination: {host: v1}}]}]}"))
                .containsExactly("wrong-type");
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

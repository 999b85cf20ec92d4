package io.meshtrial.routing.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.evaluate.Header;
import io.meshtrial.routing.evaluate.UpstreamRequest;
import io.meshtrial.routing.object.MeshObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A difference in any recorded part of an answer is found, and named. */
class AnswerComparisonTest {

    private static final MeshObject OBJECT =
            Samples.object("{kind: 'VirtualService', spec: {http: [{headers: {response: {set: {'x-set': 'a'}}}}]}}");
    private static final Recording RECORDING = new Recording(
            "c1",
            "",
            OBJECT,
            List.of(OBJECT),
            List.of(),
            Recording.Refusal.NONE,
            List.of("x-up"),
            List.of("x-down"),
            List.of());
    private static final UpstreamRequest SENT =
            new UpstreamRequest("GET", "shop.test", "/a", List.of(new Header("x-up", "1"), new Header("x-other", "2")));
    private static final Possible ANSWER = new Possible(
            1, "r", 200, List.of("v1"), SENT, List.of(new Header("x-down", "3"), new Header("x-set", "a")), "body", 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "upstream: {path: '/a', method: 'GET', authority: 'shop.test'} | none",
                "upstream: {path: '/b'} | path",
                "upstream: {method: 'POST'} | method",
                "upstream: {authority: 'other'} | authority",
                "upstream: {headers: [['x-up', '1'], ['host', 'shop.test']]} | none",
                "upstream: {headers: [['x-up', '1'], ['host', 'other']]} | upstream header host",
                "upstream: {headers: [['x-up', '2']]} | upstream header x-up",
                "upstream: {headers: [['X-Up', '<any>']]} | none",
                "mirrorAuthority: 'shop.test', mirrorPath: '/a' | none",
                "mirrorAuthority: 'other', mirrorPath: '/a' | mirrorAuthority",
                "mirrorAuthority: 'shop.test', mirrorPath: '/b' | mirrorPath",
                "responseHeaders: [['x-down', '3'], ['x-set', 'a']] | none",
                "responseHeaders: [['x-down', '3'], ['x-set', 'b']] | response header x-set",
                "responseHeaders: [['x-set', 'a']] | response header x-down",
                "body: 'body' | none",
                "body: 'other' | body",
                "body: '<echo>' | none",
                "attempts: 1 | none",
                "attempts: 2 | attempts",
                "attempts: 2, n: 5 | none"
            })
    void whatDiffersIsNamed(String recorded, @Nullable String begin) {
        List<String> found = compare("status: {'200': 1}, served: {v1: 1}, " + recorded, ANSWER);
        if (begin == null) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).isNotEmpty().first().asString().startsWith(begin + ": recorded");
        }
    }

    /** Answers with another status or of another workload were not given, so they are not compared. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "status: {'503': 1}, body: 'other' | ",
                "status: {'200': 1}, served: {v2: 1}, body: 'other' | ",
                "status: {'200': 1}, served: {v2: 1, v1: 1}, body: 'other' | body",
                "status: {'200': 1}, body: 'other' | body",
                "status: {'503': 1}, upstream: {path: '/a'} | upstream"
            })
    void onlyAnswersThatWereGivenAreCompared(String recorded, @Nullable String begin) {
        List<String> found = compare(recorded, ANSWER);
        assertThat(found).hasSize(begin == null ? 0 : 1);
        assertThat(found).allSatisfy(text -> assertThat(text).startsWith(begin));
    }

    @Test
    void oneOfSeveralAnswersIsEnough() {
        Possible other = new Possible(1, "r", 200, List.of(), null, List.of(), "other", 1);

        assertThat(compare("status: {'200': 1}, body: 'other'", ANSWER, other)).isEmpty();
        assertThat(compare("status: {'200': 1}, body: 'third'", ANSWER, other))
                .containsExactly("body: recorded third, found body");
        assertThat(compare("status: {'200': 1}, upstream: {path: '/a'}", other))
                .singleElement()
                .asString()
                .contains("found none");
    }

    private static List<String> compare(String recorded, Possible... answers) {
        JsonNode answer =
                Samples.object("{method: 'GET', path: '/a', " + recorded + "}").json();
        return AnswerComparison.ofAny(RECORDING, new RecordedRequest(0, "gateway", answer), List.of(answers));
    }
}

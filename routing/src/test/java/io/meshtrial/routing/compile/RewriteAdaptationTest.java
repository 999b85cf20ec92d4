package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: what Istio replaces (the matched prefix; else the whole path), as recorded. */
class RewriteAdaptationTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{uri: '/n'} | {uri: {prefix: '/a'}} | {uri: {prefix: '/a'}} | {uri: '/n'}",
                "{uri: '/n'} | {uri: {prefix: '/a'}, ignoreUriCase: true} | {uri: {prefix: '/a'}, ignoreUriCase: true} | {uri: '/n'}",
                "{uri: '/n'} | {uri: {prefix: '/a'}} | {uri: {prefix: '/ab'}} | {uriRegexRewrite: {match: '^/a(.*)$', rewrite: '/n\\\\1'}}",
                "{uri: '/n'} | {uri: {prefix: '/a'}} | {uri: {exact: '/ab'}} | {uriRegexRewrite: {match: '^/a(.*)$', rewrite: '/n\\\\1'}}",
                "{uri: '/n'} | {uri: {prefix: '/a'}, ignoreUriCase: true} | {uri: {prefix: '/a'}} | {uriRegexRewrite: {match: '^(?i:/a)(.*)$', rewrite: '/n\\\\1'}}",
                "{uri: '/n'} | {} | {uri: {prefix: '/ab'}} | {uriRegexRewrite: {match: '^/(.*)$', rewrite: '/n\\\\1'}}",
                "{uri: '/n', authority: 'x'} | {} | {uri: {exact: '/'}} | {authority: 'x', uriRegexRewrite: {match: '^/(.*)$', rewrite: '/n\\\\1'}}",
                "{uri: '/n'} | {uri: {exact: '/a'}} | {uri: {exact: '/b'}} | {uri: '/n'}",
                "{uri: '/n'} | {uri: {regex: '/a.*'}} | {uri: {exact: '/ab'}} | {uri: '/n'}",
                "{uri: '/n'} | {uri: {regex: '/a.*'}} | {uri: {prefix: '/ab'}} | {uriRegexRewrite: {match: '^.*$', rewrite: '/n'}}",
                "{uri: '/n'} | {uri: {prefix: '/a', regex: '/a.*'}} | {uri: {prefix: '/ab'}} | {uriRegexRewrite: {match: '^.*$', rewrite: '/n'}}",
                "{uri: '/n\\\\m'} | {uri: {prefix: '/a'}} | {uri: {prefix: '/ab'}} | {uriRegexRewrite: {match: '^/a(.*)$', rewrite: '/n\\\\\\\\m\\\\1'}}",
                "{authority: 'x'} | {uri: {prefix: '/a'}} | {uri: {prefix: '/ab'}} | {authority: 'x'}",
                "{uri: '', authority: 'x'} | {uri: {prefix: '/a'}} | {uri: {prefix: '/ab'}} | {uri: '', authority: 'x'}"
            })
    void theSamePathIsSentOn(String rewrite, String base, String narrowed, String adapted) {
        assertThat(RewriteAdaptation.of(json(rewrite), json(base), json(narrowed)))
                .isEqualTo(json(adapted));
    }

    @ParameterizedTest
    @CsvSource({"rewrite"})
    void noneStaysNone(String missing) {
        assertThat(RewriteAdaptation.of(json("{}").path(missing), json("{}"), json("{}"))
                        .isMissingNode())
                .isTrue();
    }

    private static JsonNode json(String text) {
        return Samples.object(text).json();
    }
}

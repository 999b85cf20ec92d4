package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.language.ParseResult.Parsed;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    Chrome to v1                                   | Chrome to v1
                    chrome TO v1                                   | Chrome to v1
                    samsung internet to v1                         | Samsung Internet to v1
                    ANY chromium to v1                             | any Chromium to v1
                    10% to v2                                      | 10% to v2
                    10 % to v2                                     | 10% to v2
                    0.05% to v2                                    | 0.05% to v2
                    12.50% to v2                                   | 12.5% to v2
                    0% to v2                                       | 0% to v2
                    100% to v2                                     | 100% to v2
                    everyone to v2                                 | 100% to v2
                    10% of everyone to v2                          | 10% to v2
                    10% to v2, 20% to v3                           | 10% to v2, 20% to v3
                    20% of Firefox on path starting with /search to v2 | 20% of Firefox and path starting with /search to v2
                    20% of Firefox with path starts with "/search" to v2 | 20% of Firefox and path starting with /search to v2
                    header X-Beta is "true" and not cookie plan is "free" to v2 | header x-beta is "true" and not cookie plan is "free" to v2
                    header x-beta is true to v2                    | header x-beta is "true" to v2
                    header x-beta = true to v2                     | header x-beta is "true" to v2
                    header x-beta present to v2                    | header x-beta present to v2
                    header x-beta is present to v2                 | header x-beta present to v2
                    header x-beta is "present" to v2               | header x-beta is "present" to v2
                    header x-beta is "" to v2                      | header x-beta is "" to v2
                    header "to" is "to" to v2                      | header "to" is "to" to v2
                    header user-agent matches "a.*" to v2          | user-agent matches "a.*" to v2
                    user-agent matches ".*Chrome.*" to v1          | user-agent matches ".*Chrome.*" to v1
                    query page starts with "1" to v2               | query page starts with "1" to v2
                    cookie plan matches "(?i)gold.*" to v2         | cookie plan matches "(?i)gold.*" to v2
                    path /search to v2                             | path is /search to v2
                    path is "/a,b" to v2                           | path is "/a,b" to v2
                    path matches "/item/\\d+\\.html" to v2         | path matches "/item/\\d+\\.html" to v2
                    method POST to v2                              | method is POST to v2
                    host is shop.example:8080 to v2                | host is "shop.example:8080" to v2
                    host shop.example: 10% to v2                   | 10% of host is shop.example to v2
                    Chrome or Firefox and curl to v2               | Chrome or (Firefox and curl) to v2
                    (Chrome or Firefox) and curl to v2             | (Chrome or Firefox) and curl to v2
                    ((Chrome)) to v2                               | Chrome to v2
                    not (Chrome or Firefox) to v2                  | not (Chrome or Firefox) to v2
                    not not Chrome to v2                           | not not Chrome to v2
                    not everyone to v2                             | not everyone to v2
                    users: 10% to v2, 90% to v1                    | users: 10% to v2, 90% to v1
                    10% of users to v2                             | users: 10% to v2
                    10% of users of Firefox to v2                  | users of Firefox: 10% to v2
                    10% of users with header x present to v2       | users of header x present: 10% to v2
                    Firefox: users: 10% to v2                      | users of Firefox: 10% to v2
                    users on path /a: 100% to v2                   | users of path is /a: 100% to v2
                    Firefox: 10% to v2, 20% to v3                  | Firefox: 10% to v2, 20% to v3
                    mirror 5% to v2                                | mirror 5% to v2
                    everyone else to v1                            | everyone else to v1
                    everyone else: 100% to v1                      | everyone else to v1
                    everyone else: 10% to v2, 90% to v1            | everyone else: 10% to v2, 90% to v1
                    everyone else: users: 10% to v2                | everyone else: users: 10% to v2
                    bots to v1 # they see the old one              | bots to v1
                    header x is "a # b" to v1                      | header x is "a # b" to v1
                    header x is "say \\"hi\\"" to v1               | header x is "say \\"hi\\"" to v1
                    header x is "a\\\\b\\c" to v1                  | header x is "a\\b\\c" to v1
                    header x is "end\\\\" to v1                    | header x is "end\\\\" to v1
                    """)
    void aTextHasOneCanonicalFormWhichIsItsOwn(String text, String canonical) {
        assertThat(format(text)).isEqualTo(canonical + "\n");
        assertThat(format(canonical)).isEqualTo(canonical + "\n");
    }

    private static String format(String text) {
        ParseResult result = RuleParser.parse(text);
        assertThat(result).isInstanceOf(Parsed.class);
        return RuleFormatter.format(((Parsed) result).rules());
    }
}

package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

class RulesJsonTest {

    private static final Map<String, Object> TO_V1 = Map.of("variant", "v1", "percent", 100);

    @Test
    void rulesAreWrittenAsPlainTrees() {
        var parsed = (ParseResult.Parsed)
                RuleParser.parse(
                        "users of Chrome and not header x is \"1\": 12.5% to v2, 10% to v1\nmirror 5% to v2\neveryone else to v1");
        assertThat(RulesJson.write(parsed.rules()))
                .isEqualTo(Map.of(
                        "rules",
                        List.of(
                                Map.of(
                                        "allocate",
                                        Map.of(
                                                "when",
                                                Map.of(
                                                        "and",
                                                        List.of(
                                                                Map.of("browser", "Chrome"),
                                                                Map.of(
                                                                        "not",
                                                                        Map.of(
                                                                                "header",
                                                                                Map.of("name", "x", "is", "1"))))),
                                                "unit",
                                                "user",
                                                "shares",
                                                List.of(
                                                        Map.of("variant", "v2", "percent", new BigDecimal("12.5")),
                                                        Map.of("variant", "v1", "percent", 10)))),
                                Map.of("mirror", Map.of("variant", "v2", "percent", 5)),
                                Map.of("everyoneElse", Map.of("shares", List.of(TO_V1))))));
    }

    @Test
    void everyKindOfNumberIsRead() {
        for (Number percent : List.of(10, 10L, 10.0, 10.0f, new BigDecimal("1E+1"), new BigDecimal("10.00"))) {
            assertThat(RulesJson.read(rule("allocate", shares(Map.of("variant", "v2", "percent", percent)))))
                    .as(percent.getClass().getName())
                    .isInstanceOfSatisfying(
                            JsonResult.Read.class,
                            read -> assertThat(RuleFormatter.format(read.rules()))
                                    .isEqualTo("10% to v2\n"));
        }
    }

    @ParameterizedTest
    @FieldSource("FAULTS")
    void aFaultHasAPointerAnExpectationAndAHint(@Nullable Object tree, String pointer, String code, String expected) {
        assertThat(RulesJson.read(tree))
                .isInstanceOfSatisfying(
                        JsonResult.Refused.class,
                        refused -> assertThat(refused.rejections()).first().satisfies(rejection -> {
                            assertThat(rejection.pointer()).isEqualTo(pointer);
                            assertThat(rejection.code().text()).isEqualTo(code);
                            assertThat(rejection.expected() + " / " + rejection.hint())
                                    .contains(expected);
                            assertThat(rejection.reason()).isNotBlank();
                        }));
    }

    static final List<Arguments> FAULTS = List.of(
            fault(null, "", "wrong-shape", "an object"),
            fault("10% to v2", "", "wrong-shape", "an object"),
            fault(Map.of(), "", "wrong-shape", "rules"),
            fault(Map.of("rules", Map.of()), "/rules", "wrong-shape", "an array"),
            fault(Map.of("rule", List.of()), "/rule", "wrong-shape", "did you mean rules?"),
            fault(Map.of("rules", List.of()), "/rules", "no-rules", "1 to 500"),
            fault(Map.of("rules", Collections.nCopies(501, 1)), "/rules", "too-many-rules", "500"),
            fault(Map.of("rules", Arrays.asList((Object) null)), "/rules/0", "wrong-shape", "an object"),
            fault(Map.of("rules", List.of(Map.of())), "/rules/0", "wrong-shape", "exactly one of"),
            fault(rule("a/b~c", Map.of()), "/rules/0/a~1b~0c", "wrong-shape", "allocate, everyoneElse, mirror"),
            fault(rule("allocate", Map.of()), "/rules/0/allocate", "wrong-shape", "shares"),
            fault(
                    rule("allocate", Map.of("shares", List.of())),
                    "/rules/0/allocate/shares",
                    "wrong-shape",
                    "one share"),
            fault(share("v2", "10"), "/rules/0/allocate/shares/0/percent", "wrong-shape", "a number"),
            fault(share("v2", true), "/rules/0/allocate/shares/0/percent", "wrong-shape", "a number"),
            fault(share("v2", 0.005), "/rules/0/allocate/shares/0/percent", "invalid-share", "write 0.01%"),
            fault(share("v2", -1), "/rules/0/allocate/shares/0/percent", "invalid-share", "0% to 100%"),
            fault(share("v2", 101), "/rules/0/allocate/shares/0/percent", "invalid-share", "100%"),
            fault(share("v2", Double.NaN), "/rules/0/allocate/shares/0/percent", "invalid-share", "0% to 100%"),
            fault(share("v2", 1e300), "/rules/0/allocate/shares/0/percent", "invalid-share", "0% to 100%"),
            fault(share("v 2", 1), "/rules/0/allocate/shares/0/variant", "invalid-variant", "such as v2"),
            fault(share(7, 1), "/rules/0/allocate/shares/0/variant", "wrong-shape", "a string"),
            fault(
                    rule("everyoneElse", shares(TO_V1, TO_V1)),
                    "/rules/0/everyoneElse/shares/1/variant",
                    "duplicate-variant",
                    "once"),
            fault(
                    rule("allocate", shares(TO_V1, Map.of("variant", "v2", "percent", 0.01))),
                    "/rules/0/allocate/shares/1/percent",
                    "shares-over-whole",
                    "0.01%"),
            fault(
                    rule("allocate", Map.of("unit", "users", "shares", List.of(TO_V1))),
                    "/rules/0/allocate/unit",
                    "wrong-shape",
                    "did you mean user?"),
            fault(
                    when(Map.of("browser", "Chrom")),
                    "/rules/0/allocate/when/browser",
                    "wrong-shape",
                    "did you mean Chrome?"),
            fault(when(Map.of("everyone", false)), "/rules/0/allocate/when/everyone", "wrong-shape", "true"),
            fault(when(Map.of("and", List.of())), "/rules/0/allocate/when/and", "wrong-shape", "two conditions"),
            fault(
                    when(Map.of("not", Map.of("path", Map.of("is", "x")))),
                    "/rules/0/allocate/when/not/path/is",
                    "invalid-value",
                    "write /x"),
            fault(when(Map.of("header", Map.of("is", "x"))), "/rules/0/allocate/when/header", "wrong-shape", "name"),
            fault(
                    when(Map.of("header", Map.of("name", ":path", "is", "x"))),
                    "/rules/0/allocate/when/header/name",
                    "invalid-name",
                    "path is"),
            fault(
                    when(Map.of("header", Map.of("name", "x", "is", "x", "present", true))),
                    "/rules/0/allocate/when/header",
                    "wrong-shape",
                    "exactly one"),
            fault(
                    when(Map.of("header", Map.of("name", "x", "is", "a\u0001"))),
                    "/rules/0/allocate/when/header/is",
                    "invalid-text",
                    "printable"),
            fault(
                    when(Map.of("path", Map.of("name", "x", "is", "/"))),
                    "/rules/0/allocate/when/path/name",
                    "wrong-shape",
                    "only is"),
            fault(
                    when(Map.of("path", Map.of("matches", "(?!a)"))),
                    "/rules/0/allocate/when/path/matches",
                    "invalid-regex",
                    "look-around"),
            fault(when(nested(60)), "/rules/0/allocate/when" + "/not".repeat(50), "too-deep", "several rules"));

    private static Arguments fault(@Nullable Object tree, String pointer, String code, String expected) {
        return Arguments.of(tree, pointer, code, expected);
    }

    private static Map<String, Object> nested(int depth) {
        Map<String, Object> condition = Map.of("everyone", true);
        for (int level = 0; level < depth; level++) {
            condition = Map.of("not", condition);
        }
        return condition;
    }

    private static Map<String, Object> rule(String kind, Map<String, ?> members) {
        return Map.of("rules", List.of(Map.of(kind, members)));
    }

    @SafeVarargs
    private static Map<String, Object> shares(Map<String, Object>... shares) {
        return Map.of("shares", List.of(shares));
    }

    private static Map<String, Object> share(Object variant, Object percent) {
        return rule("allocate", shares(Map.of("variant", variant, "percent", percent)));
    }

    private static Map<String, Object> when(Map<String, Object> condition) {
        return rule("allocate", Map.of("when", condition, "shares", List.of(TO_V1)));
    }
}

package io.meshtrial.routing.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Oracle: the grammar as an expression of the JDK. */
class RouteNameTest {

    private static final Pattern GRAMMAR = Pattern.compile(
            "(?:root-)?meshtrial/([a-z0-9-]{1,40})/r([0-9]{1,9})/([0-9]{1,9})\\.([0-9]{1,9})(?:\\.(.+))?");
    private static final int MUTATIONS = 20_000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meshtrial/e/r1/1.0",
                "meshtrial/r1/r2/3.4.hold-v1",
                "root-meshtrial/search-ranking/r999999999/12.34.draw.matchName",
                "meshtrial/e/r1/0.0.rest-2",
                "meshtrial/e/r1/1.0.",
                "meshtrial/e/r1/1.",
                "meshtrial/e/r/1.0",
                "meshtrial/e/r1234567890/1.0",
                "meshtrial//r1/1.0",
                "meshtrial/E/r1/1.0",
                "meshtrial/0123456789012345678901234567890123456789/r1/1.0",
                "meshtrial/01234567890123456789012345678901234567890/r1/1.0",
                "meshtrial/e/r1",
                "meshtrial/e",
                "meshtrial/",
                "root-root-meshtrial/e/r1/1.0",
                "base",
                ""
            })
    void namesAreReadAsTheGrammarSays(String name) {
        assertThat(RouteName.parse(name)).as(name).isEqualTo(expected(name));
    }

    /** As istiod joins the names of delegates: {@code root-inner} (recorded: c0601, c0690). */
    @ParameterizedTest
    @CsvSource({
        "meshtrial/e/r2/1.0.draw, e",
        "root-meshtrial/e/r2/1.0.draw.match, e",
        "shop-front-meshtrial/e-meshtrial/r2/1.0, e-meshtrial",
        "shopmeshtrial/e/r2/1.0, ",
        "shop-meshtrial/e/r2, "
    })
    void aDelegatesNameIsReadFromLogs(String name, @Nullable String experiment) {
        assertThat(RouteName.logged(name).map(RouteName::experiment)).isEqualTo(Optional.ofNullable(experiment));
    }

    @Test
    void soAreNamesThatSomeoneHasMistyped() {
        SplittableRandom random = new SplittableRandom(20_261_126);
        String letters = "meshtrial/r-0159.aZ ";
        for (int i = 0; i < MUTATIONS; i++) {
            StringBuilder name = new StringBuilder("root-meshtrial/e-1/r12/3.4.hold-v1");
            name.delete(0, random.nextBoolean() ? 0 : "root-".length());
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = random.nextInt(name.length());
                name.replace(at, at + random.nextInt(2), "" + letters.charAt(random.nextInt(letters.length())));
            }
            namesAreReadAsTheGrammarSays(name.toString());
        }
    }

    @Test
    void aNameIsWrittenAsItIsRead() {
        for (String name : new String[] {"meshtrial/e/r1/1.0", "meshtrial/e/r2/3.4.redraw-v1-r1"}) {
            assertThat(RouteName.parse(name).orElseThrow().text()).isEqualTo(name);
        }
    }

    private static Optional<RouteName> expected(String name) {
        Matcher matcher = GRAMMAR.matcher(name);
        return matcher.matches()
                ? Optional.of(new RouteName(
                        matcher.group(1),
                        Integer.parseInt(matcher.group(2)),
                        Integer.parseInt(matcher.group(3)),
                        Integer.parseInt(matcher.group(4)),
                        matcher.group(5) == null ? "" : matcher.group(5)))
                : Optional.empty();
    }
}

package io.meshtrial.routing.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.meshtrial.rules.model.TextMatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracle: RE2/J on all texts of up to six letters, where languages as small as these differ if they differ at all. */
class LanguagesTest {

    private static final String LETTERS = "ab;";
    private static final int LONGEST = 6;
    private static final List<String> PIECES = List.of(
            "a", "b", ".", ".*", "[ab]", "a?", "b*", "(a|b;)", "(^|.*;)", "(;.*|$)", "(ab)+", "\\Qa;\\E", "(?i)B");
    private static final int PAIRS = 60;

    private final SplittableRandom random = new SplittableRandom(20_261_126);
    private final List<String> texts = texts();

    @Test
    void answersAreThoseOfTryingAllTexts() {
        Languages languages = new Languages();
        for (int i = 0; i < PAIRS; i++) {
            TextMatch one = match();
            TextMatch other = match();
            List<String> taken = taken(one);
            List<String> both = taken(other);
            both.retainAll(taken);
            assertThat(languages.implies(one, other))
                    .as(one + " implies " + other)
                    .isEqualTo(Answer.of(both.size() == taken.size()));
            assertThat(languages.disjoint(one, other)).as(one + " and " + other).isEqualTo(Answer.of(both.isEmpty()));
        }
    }

    /** What is put together takes what both take, and Istio takes it. */
    @Test
    void onePatternSaysTwo() {
        Languages languages = new Languages();
        int written = 0;
        for (int i = 0; i < PAIRS; i++) {
            TextMatch one = match();
            TextMatch other = match();
            List<String> both = taken(one);
            both.retainAll(taken(other));
            Optional<TextMatch> pattern = languages.together(List.of(one, other));
            if (pattern.isPresent()) {
                written++;
                assertThat(taken(pattern.get())).as(one + " and " + other).isEqualTo(both);
            } else {
                assertThat(both).as(one + " and " + other).isEmpty();
            }
        }
        assertThat(written).isPositive();
    }

    @ParameterizedTest
    @CsvSource({
        "/api, .*\\.json, /api/a.json, /api/a.jso",
        "/api, .*\\.json, /api.json, /ap.json",
        "/api/v1, /api/v[0-9]+/items, /api/v12/items, /api/v2/items"
    })
    void aPathUnderAPrefixIsWritten(String prefix, String regex, String inside, String outside) {
        Languages languages = new Languages();
        TextMatch both = languages
                .together(List.of(new TextMatch.Prefix(prefix), new TextMatch.Regex(regex)))
                .orElseThrow();
        assertThat(languages.accepts(both, inside)).isTrue();
        assertThat(languages.accepts(both, outside)).isFalse();
    }

    /** Nothing of these has an automaton here; one text may still show that they differ. */
    @ParameterizedTest
    @CsvSource({"\\bx, x, UNKNOWN", "\\bx, \\by, UNKNOWN", "x, \\bx, UNKNOWN", "y, \\bx, NO", "\u00e9, x, NO"})
    void whatHasNoAutomatonIsNotGuessed(String narrow, String wide, Answer answer) {
        assertThat(new Languages().implies(new TextMatch.Regex(narrow), new TextMatch.Regex(wide)))
                .isEqualTo(answer);
    }

    private TextMatch match() {
        if (random.nextInt(8) == 0) {
            return new TextMatch.Prefix(texts.get(random.nextInt(12)));
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            regex.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return new TextMatch.Regex(regex.toString());
    }

    private List<String> taken(TextMatch match) {
        List<String> result = new ArrayList<>(texts);
        switch (match) {
            case TextMatch.Prefix(String value) -> result.removeIf(text -> !text.startsWith(value));
            case TextMatch.Regex(String value) -> {
                Pattern pattern = Pattern.compile(value);
                result.removeIf(text -> !pattern.matches(text));
            }
            case TextMatch.Exact _, TextMatch.Present _ -> throw new AssertionError(match);
        }
        return result;
    }

    private static List<String> texts() {
        List<String> texts = new ArrayList<>(List.of(""));
        for (int from = 0, length = 1; length <= LONGEST; length++) {
            int until = texts.size();
            for (; from < until; from++) {
                for (char letter : LETTERS.toCharArray()) {
                    texts.add(texts.get(from) + letter);
                }
            }
        }
        return texts;
    }
}

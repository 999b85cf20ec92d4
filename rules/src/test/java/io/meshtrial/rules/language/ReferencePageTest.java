package io.meshtrial.rules.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.rules.model.BrowserPreset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/reference/rule-language.md} true. */
class ReferencePageTest {

    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\n]+)`");

    private final String page = read();

    @Test
    void everyExampleOnThePageParses() {
        List<String> examples = CODE_SPAN
                .matcher(page)
                .results()
                .map(MatchResult::group)
                .map(span -> span.substring(1, span.length() - 1))
                .filter(span -> span.matches(".* to v\\d.*"))
                .toList();
        assertThat(examples)
                .hasSizeGreaterThan(25)
                .allSatisfy(example ->
                        assertThat(RuleParser.parse(example)).as(example).isInstanceOf(ParseResult.Parsed.class));
    }

    @Test
    void theTextAtTheTopParsesAsOne() {
        int start = page.indexOf("```rules\n") + "```rules\n".length();
        assertThat(RuleParser.parse(page.substring(start, page.indexOf("```", start))))
                .isInstanceOf(ParseResult.Parsed.class);
    }

    @Test
    void everyCodeAndEveryPresetIsOnThePage() {
        assertThat(Arrays.stream(RejectionCode.values()).map(RejectionCode::text))
                .allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
        assertThat(Arrays.stream(BrowserPreset.values()).map(BrowserPreset::text))
                .allSatisfy(preset -> assertThat(page).contains("| `" + preset + "` |"));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("..", "docs", "reference", "rule-language.md"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}

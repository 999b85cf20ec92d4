package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Oracle: RFC 9110, section 5.6.2, as an expression. */
class HeaderNamesTest {

    private static final Pattern TOKEN = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+");

    @Test
    void aNameIsAToken() {
        assertThat(HeaderNames.isToken("")).isFalse();
        for (char character = 0; character < 0x180; character++) {
            for (String name : new String[] {"" + character, "x" + character, character + "x"}) {
                assertThat(HeaderNames.isToken(name))
                        .as("character %d in %s", (int) character, name)
                        .isEqualTo(TOKEN.matcher(name).matches());
            }
        }
    }
}

package io.meshtrial.routing.sticky;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 6265, section 4.1.1: a token of RFC 9110, section 5.6.2. RFC 6265bis, section 4.1.3: prefixes. */
class CookieNameTest {

    @ParameterizedTest
    @ValueSource(strings = {"a", "mt-shop", "A.b_c", "!#%&'*+-.^_`|~0", "a$", "__Sec", "__host", "_", "0"})
    void tokensAreNames(String name) {
        assertThat(CookieName.fault(name, false, "/shop")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", " ", "a b", "a=b", "a;b", "a,b", "a\"b", "a/b", "(a)", "[a]", "{a}", "<a>", "a@b", "a:b", "a?b",
                "a\\b", "é", "a\tb", "a\u007f", "a\u0000", "$a", "$"
            })
    void otherTextsAreNone(String name) {
        assertThat(CookieName.fault(name, true, "/")).isPresent();
    }

    @Test
    void theLongestHas64Characters() {
        assertThat(CookieName.fault("a".repeat(64), false, "/")).isEmpty();
        assertThat(CookieName.fault("a".repeat(65), false, "/"))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("is 1 to 64"));
    }

    @ParameterizedTest
    @CsvSource({
        "__Secure-a, false, /, false",
        "__Secure-a, true, /shop, true",
        "__secure-a, false, /, false",
        "__Host-a, true, /, true",
        "__Host-a, true, /shop, false",
        "__Host-a, false, /, false",
        "__HOST-a, false, /, false"
    })
    void browsersAskMoreOfPrefixes(String name, boolean secure, String path, boolean sound) {
        assertThat(CookieName.fault(name, secure, path).isEmpty()).isEqualTo(sound);
    }

    @Test
    void settingsRefuseWhatIsNoName() {
        assertThatThrownBy(() -> new StickySettings(
                        "a b", Duration.ofDays(1), "/", StickySettings.SameSite.LAX, true, false, true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a b");
    }
}

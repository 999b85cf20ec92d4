package io.meshtrial.routing.sticky;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.meshtrial.routing.sticky.StickySettings.SameSite;
import io.meshtrial.rules.model.TextMatch;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StickyCookieTest {

    private static final StickyCookie COOKIE = StickyCookie.of("shop", StickySettings.defaults());

    @Test
    void aDrawIsKeptWithItsRevisionOriginAndTheRequestsId() {
        assertThat(COOKIE.set("v2", 5, 2))
                .isEqualTo("mt-shop=v2.r5.o2.%REQ(x-request-id)%; Path=/; Max-Age=2592000; SameSite=Lax; HttpOnly");
    }

    @Test
    void nameLifetimeAndAttributesAreConfigured() {
        StickySettings settings =
                new StickySettings("arm", Duration.ofMinutes(90), "/100%/shop", SameSite.NONE, false, true, false);
        assertThat(StickyCookie.of("shop", settings).set("v1", 1, 0))
                .isEqualTo("arm=v1.r1.o0.%REQ(x-request-id)%; Path=/100%%/shop; Max-Age=5400; SameSite=None; Secure");
    }

    @Test
    void furtherCookiesHaveTheirNumberBehindTheExperimentsName() {
        assertThat(Stream.of(0, 3, 11)
                        .map(number -> StickyCookie.numbered("shop", StickySettings.defaults(), number)
                                .name()))
                .containsExactly("mt-shop", "mt-shop.3", "mt-shop.11");
    }

    /** {@code %} begins a command in the values of headers that the proxy writes (recorded: c0330), not in what it reads. */
    @Test
    void aPercentSignInTheNameIsWrittenTwiceAndReadOnce() {
        StickySettings settings = new StickySettings("x%y", Duration.ofDays(1), "/", SameSite.LAX, true, false, true);

        assertThat(StickyCookie.of("e", settings).set("v1", 1, 0)).startsWith("x%%y=v1.r1.o0.%REQ(x-request-id)%;");
        TextMatch.Regex regex = (TextMatch.Regex) StickyCookie.of("e", settings).held("v1", List.of(1));
        assertThat(Pattern.compile(regex.value()).matches("x%y=v1.r1.o0.1")).isTrue();
    }

    /** Shapes of Cookie headers as recorded (c0528, c0535, c0541); names and variants must be whole. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mt-shop=v2.r1.o0.0a-1f | true",
                "a=1; mt-shop=v2.r5.o2.0a-1f | true",
                "a=1;mt-shop=v2.r5.o2.0a-1f ; b=2 | true",
                "mt-shop=v2.r2.o0.0a-1f | false",
                "mt-shop=v2.r15.o0.0a-1f | false",
                "mt-shop=v1.r1.o0.0a-1f | false",
                "mt-shop=v22.r1.o0.0a-1f | false",
                "xmt-shop=v2.r1.o0.0a-1f | false",
                "mt-shopx=v2.r1.o0.0a-1f | false",
                "mt-shop=v2.r1.o0. | false",
                "mt-shop=v2.r1.o0.0a-1f-XYZ | false",
                "mt-shop=v2.r1 | false"
            })
    void onlyACompleteCookieOfAValidRevisionHolds(String header, boolean holds) {
        TextMatch.Regex regex = (TextMatch.Regex) COOKIE.held("v2", List.of(1, 5));

        assertThat(Pattern.compile(regex.value()).matches(header)).isEqualTo(holds);
    }

    @Test
    void namesAreTakenLiterally() {
        StickySettings settings = new StickySettings("a.b", Duration.ofDays(1), "/", SameSite.LAX, true, false, true);
        TextMatch.Regex regex = (TextMatch.Regex) StickyCookie.of("e", settings).held("v2", List.of(1));

        assertThat(Pattern.compile(regex.value()).matches("a.b=v2.r1.o0.1")).isTrue();
        assertThat(Pattern.compile(regex.value()).matches("axb=v2.r1.o0.1")).isFalse();
    }
}

package io.meshtrial.events;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The header's form stands in docs/reference/contracts.md. */
class RequestIdentityTest {

    private static final String TOKEN = "q83vEjRWeJCrze8SNFZ4kA";
    private static final String BEFORE = "search;r3;1;v2;catalog-v2;" + TOKEN;

    /** Routes that an earlier version wrote name no cookie. */
    @Test
    void withoutANameTheCookieHasTheUsualOne() {
        assertThat(RequestIdentity.parse(BEFORE)).hasValueSatisfying(identity -> {
            assertThat(identity.cookie()).isNull();
            assertThat(identity.cookieName()).isEqualTo("mt-search");
            assertThat(identity.token()).isEqualTo(TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"arm", "mt-search.2", "x%y", "!#$%&'*+-.^_`|~"})
    void theCookieStandsBehindTheToken(String name) {
        assertThat(RequestIdentity.parse(BEFORE + ";" + name)).hasValueSatisfying(identity -> {
            assertThat(identity.cookieName()).isEqualTo(name);
            assertThat(identity.token()).isEqualTo(TOKEN);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {";", ";a b", ";a=b", ";a,b", ";a;b", ";\u00e9"})
    void whatIsNoNameOfACookieIsNoIdentity(String rest) {
        assertThat(RequestIdentity.parse(BEFORE + rest)).isEmpty();
    }

    @Test
    void theLongestNameHas80Characters() {
        assertThat(RequestIdentity.parse(BEFORE + ";" + "a".repeat(80))).isPresent();
        assertThat(RequestIdentity.parse(BEFORE + ";" + "a".repeat(81))).isEmpty();
    }
}

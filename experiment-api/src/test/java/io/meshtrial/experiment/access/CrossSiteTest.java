package io.meshtrial.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

/** Where nobody is asked for a token, a browser must not be the way in. */
class CrossSiteTest {

    @ParameterizedTest(name = "Host {0}, Origin {1}, Sec-Fetch-Site {2}")
    @CsvSource({
        "127.0.0.1, , , false",
        "localhost, , , false",
        "LOCALHOST, http://127.0.0.1:7700, same-origin, false",
        "127.0.0.1, http://localhost:7700, , false",
        "127.0.0.1, , none, false",
        "127.0.0.1, https://elsewhere.example, , true",
        "127.0.0.1, https://elsewhere.example, cross-site, true",
        "127.0.0.1, null, , true",
        "127.0.0.1, http://127.0.0.1.elsewhere.example, , true",
        "127.0.0.1, , cross-site, true",
        "127.0.0.1, , same-site, true",
        "rebound.elsewhere.example, , , true",
        "rebound.elsewhere.example, http://rebound.elsewhere.example, same-origin, true",
    })
    void pagesOfOtherSitesAreToldFromCallersOnThisMachine(
            String host, @Nullable String origin, @Nullable String site, boolean foreign) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/v1/experiments");
        request.setServerName(host);
        if (origin != null) {
            request.addHeader("Origin", origin);
        }
        if (site != null) {
            request.addHeader("Sec-Fetch-Site", site);
        }
        assertThat(CrossSite.isBehind(request)).isEqualTo(foreign);
    }
}

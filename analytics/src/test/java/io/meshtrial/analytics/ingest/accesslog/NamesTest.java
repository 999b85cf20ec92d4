package io.meshtrial.analytics.ingest.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshtrial.events.ExperimentCookie;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({
        "meshtrial/search-ranking/r12/1.0, search-ranking, 12, 1, ''",
        "meshtrial/e/r3/2.4.v2, e, 3, 2, v2",
        "meshtrial/e/r3/1.0.draw.api-match, e, 3, 1, draw.api-match",
        "root-meshtrial/e/r3/1.0, e, 3, 1, ''",
        "to the shop/x-meshtrial/e/r3/1.0.hold-v2, e, 3, 1, hold-v2",
        "meshtrial/e/r3/0.0.observe, e, 3, 0, observe",
    })
    void aRouteNameSaysExperimentRevisionRuleAndRole(
            String name, String experiment, int revision, int rule, String role) {
        assertThat(OwnedRoute.parse(name)).contains(new OwnedRoute(experiment, revision, rule, role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "meshtrial/",
                "meshtrial/e/r3/users",
                "meshtrial/E/r3/1.0",
                "meshtrial/e/3/1.0",
                "meshtrial/e/r3/1"
            })
    void anOwnedNameOfAnotherFormIsNotGuessedAt(String name) {
        assertThat(OwnedRoute.isOwned(name)).isTrue();
        assertThat(OwnedRoute.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "default", "catalog/meshtrial/e/r3/1.0", "meshtrial-e"})
    void aForeignNameIsNoneOfOurs(String name) {
        assertThat(OwnedRoute.isOwned(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.probe", "0.0.probe-v2", "0.3.rest", "0.3.rest-2"})
    void probesAndRestRoutesAreOutsideTheExperiment(String end) {
        assertThat(OwnedRoute.parse("meshtrial/e/r3/" + end)).get().matches(OwnedRoute::isOutsideTheExperiment);
    }

    @ParameterizedTest
    @CsvSource({
        "outbound|80|v2|catalog.demo.svc.cluster.local, v2, catalog",
        "outbound|80||catalog-v1.demo.svc.cluster.local, '', catalog-v1",
        "outbound|443|v1|localhost, v1, localhost",
    })
    void aClusterSaysSubsetAndService(String name, String subset, String service) {
        assertThat(UpstreamCluster.parse(name)).contains(new UpstreamCluster(subset, service));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PassthroughCluster", "inbound|80||", "outbound|80|v1|", "outbound|80|v1"})
    void anotherClusterSaysNothing(String name) {
        assertThat(UpstreamCluster.parse(name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/, /", "/?q=secret, /", "/Cat, /{name}", "/Cat?x=1, /{name}", "/api/items/7, /api/items/{id}",
        "/api/items/7/alice, /*/*/*/*", "/api/other/7, /*/*/*", "//, /*/*", "/a/b/c/d/e/f/g/h/i, /**", "'', /",
        "/%2e%2e/etc, /*/*",
    })
    void aPathKeepsNothingButItsTemplateOrItsDepth(String path, String template) {
        RouteTemplates templates = new RouteTemplates(List.of("/", "/api/items/{id}", "/{name}"));
        assertThat(templates.of(path)).isEqualTo(template);
    }

    @Test
    void aTemplateWithoutSlashIsRefused() {
        assertThatThrownBy(() -> new RouteTemplates(List.of("items")))
                .hasMessageContaining("meshtrial.access-log.routes");
    }

    @Test
    void onlyTheExperimentsCookieIsRead() {
        ExperimentCookie cookie = new ExperimentCookie("v2", 3, 0, "2bafc7d4-c1e7");
        assertThat(CookieHeader.of("theme=dark; mt-e=v2.r3.o0.2bafc7d4-c1e7; mt-e2=v1.r1.o0.x", "mt-e"))
                .containsExactly(cookie);
        assertThat(CookieHeader.of("theme=dark,mt-e=v2.r3.o0.2bafc7d4-c1e7", "mt-e"))
                .containsExactly(cookie);
        assertThat(CookieHeader.of("not-mt-e=v2.r3.o0.a; mt-e=v2.r3", "mt-e")).isEmpty();
        assertThat(CookieHeader.of("", "mt-e")).isEmpty();
        assertThat(CookieHeader.of("mt-e=v1.r1.o0.x; a%b=v2.r3.o0.2bafc7d4-c1e7", "a%b"))
                .containsExactly(cookie);
    }

    @ParameterizedTest
    @CsvSource({
        "router~10.0.0.1~gateway-1.istio-system~istio-system.svc.cluster.local, gateway-1",
        "sidecar~10.0.0.2~web.v2-abc.demo~demo.svc.cluster.local, web.v2-abc",
        "front-proxy, front-proxy",
        "'', unknown",
        "'a b\n<c>', a_b__c_",
    })
    void aNodeIdNamesThePod(String node, String pod) {
        assertThat(ProxyName.pod(node)).isEqualTo(pod);
    }

    @Test
    void anAddressThatOthersReachNeedsASettingThatSaysSo() throws Exception {
        InetAddress everywhere = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> settings(9001, everywhere, false))
                .hasMessageContaining("meshtrial.access-log.listen-beyond-loopback");
        assertThat(settings(9001, everywhere, true).port()).isEqualTo(9001);
        assertThat(settings(9001, InetAddress.getByName("127.0.0.2"), false).port())
                .isEqualTo(9001);
        assertThat(settings(null, everywhere, false).port()).isNull();
    }

    private static AccessLogSettings settings(@Nullable Integer port, InetAddress address, boolean beyond) {
        return new AccessLogSettings(
                port, address, beyond, "salt", List.of(), 1, 1, Duration.ZERO, List.of(), Duration.ZERO);
    }
}

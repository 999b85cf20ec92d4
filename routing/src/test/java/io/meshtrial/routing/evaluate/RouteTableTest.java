package io.meshtrial.routing.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the recordings do not show in this combination; each follows from their facts. */
class RouteTableTest {

    @Test
    void explanationsNameTheFirstFieldThatDidNotMatch() {
        RouteTable table = Tables.routes("""
                - name: other-port
                  match: [{port: 443}]
                  route: [{destination: {host: v1}}]
                - name: beta
                  match: [{uri: {prefix: /search}, headers: {x-beta: {exact: "true"}}}]
                  route: [{destination: {host: v1}}]
                - name: rest
                  route: [{destination: {host: v2}}]
                """);

        Explanation explanation = table.explain(Tables.get("/search?q=1").with("x-beta", "no"));

        assertThat(explanation.host()).isEqualTo("shop.example");
        assertThat(explanation.passedOver())
                .extracting(
                        each -> each.route().name(),
                        Explanation.PassedOver::field,
                        Explanation.PassedOver::expectation,
                        Explanation.PassedOver::actual)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("other-port", "port", "443", "80"),
                        org.assertj.core.groups.Tuple.tuple(
                                "beta", "headers[\"x-beta\"]", "exactly \"true\"", "\"no\""));
    }

    @Test
    void aHostWithoutRoutesForTheListenerFallsToTheWildcard() {
        RouteTable table = Tables.gateway("""
                kind: VirtualService
                metadata: {name: any, namespace: demo}
                spec:
                  hosts: ["*"]
                  gateways: [gateway]
                  http: [{name: any, route: [{destination: {host: v1}}]}]
                """, """
                kind: VirtualService
                metadata: {name: shop, namespace: demo}
                spec:
                  hosts: [shop.example]
                  gateways: [gateway]
                  http: [{name: shop, match: [{port: 9999}], route: [{destination: {host: v2}}]}]
                """);

        assertThat(Tables.route(table, Tables.get("/"))).isEqualTo("any");
    }

    @Test
    void hostsOfTheServerNarrowThoseOfTheVirtualService() {
        RouteTable table = RouteTable.of(Listener.ingress(8080), Tables.objects("""
                        kind: Gateway
                        metadata: {name: narrow, namespace: demo}
                        spec:
                          selector: {istio: ingressgateway}
                          servers: [{port: {number: 8080, protocol: HTTP}, hosts: ["demo/*.example", "other/x.test"]}]
                        """, """
                        kind: VirtualService
                        metadata: {name: all, namespace: demo}
                        spec:
                          hosts: ["*"]
                          gateways: [narrow]
                          http: [{name: all, route: [{destination: {host: v1}}]}]
                        """));

        assertThat(Tables.route(table, RequestFacts.get("a.example", "/"))).isEqualTo("all");
        assertThat(Tables.route(table, RequestFacts.get("x.test", "/"))).isEqualTo("404");
    }

    @Test
    void aServiceWithoutVirtualServiceGoesToItselfInASidecar() {
        RouteTable table =
                RouteTable.of(new Listener.Sidecar(80, new Workload("demo", java.util.Map.of())), Tables.objects());

        assertThat(Tables.route(table, RequestFacts.get("v1", "/"))).isEqualTo("default");
        assertThat(Tables.route(table, RequestFacts.get("v1.demo", "/"))).isEqualTo("default");
        assertThat(Tables.route(table, RequestFacts.get("elsewhere.test", "/"))).isEqualTo("passed through");
    }

    @Test
    void weightsAreDrawnInOrderWithoutTheZeros() {
        Forwarding forwarding = Tables.forwarding(Tables.routes("""
                - name: split
                  route:
                  - {destination: {host: v1}, weight: 3}
                  - {destination: {host: gone}, weight: 0}
                  - {destination: {host: v2}, weight: 7}
                """), Tables.get("/"));

        assertThat(forwarding.totalWeight()).isEqualTo(10);
        assertThat(forwarding.destinations()).hasSize(2);
        assertThat(forwarding.draw(2).destination().host()).isEqualTo("v1.demo.svc.cluster.local");
        assertThat(forwarding.draw(3).destination().host()).isEqualTo("v2.demo.svc.cluster.local");
    }

    @Test
    void operatorsSeeHeadersAsTheyAreAtThatMoment() {
        Forwarding forwarding = Tables.forwarding(
                Tables.routes("""
                - name: split
                  headers: {request: {set: {x-c: "%REQ(x-b)%"}}}
                  route:
                  - destination: {host: v1}
                    weight: 1
                    headers:
                      request: {remove: [x-a], set: {x-b: "a=%REQ(x-a)% p=%REQ(:path)% 100%%", x-d: "%REQ(x-no?x-e):2%"}}
                      response: {add: {set-cookie: "mt=%REQ(x-request-id)%"}}
                  - {destination: {host: v2}, weight: 1}
                """),
                Tables.get("/p?q").with("x-a", "1").with("x-e", "long").withClient("192.0.2.1", "id-7"));
        WeightedDestination first = forwarding.destinations().getFirst();

        assertThat(forwarding.upstream(first).headers())
                .contains(
                        new Header("x-b", "a= p=/p?q 100%"),
                        new Header("x-c", "a= p=/p?q 100%"),
                        new Header("x-d", "lo"),
                        new Header("x-forwarded-for", "192.0.2.1"))
                .noneMatch(header -> header.name().equals("x-a"));
        assertThat(forwarding.respond(first, List.of(new Header("Set-Cookie", "app=1"))))
                .containsExactly(new Header("set-cookie", "app=1"), new Header("set-cookie", "mt=id-7"));
    }

    @Test
    void theRoutesAuthorityWinsOverTheDestinations() {
        RouteTable both = Tables.routes("""
                - name: split
                  rewrite: {authority: route.example}
                  route:
                  - {destination: {host: v1}, weight: 1, headers: {request: {set: {host: arm.example}}}}
                  - {destination: {host: v2}, weight: 1}
                """);
        RouteTable arm = Tables.routes("""
                - name: split
                  route:
                  - {destination: {host: v1}, weight: 1, headers: {request: {set: {":authority": arm.example}}}}
                  - {destination: {host: v2}, weight: 1}
                """);

        assertThat(authorities(both)).containsExactly("route.example", "route.example");
        assertThat(authorities(arm)).containsExactly("arm.example", "shop.example");
    }

    private static List<String> authorities(RouteTable table) {
        Forwarding forwarding = Tables.forwarding(table, Tables.get("/"));
        return forwarding.destinations().stream()
                .map(each -> forwarding.upstream(each).authority())
                .toList();
    }

    @Test
    void settingsOfARouteAreRead() {
        Forwarding forwarding = Tables.forwarding(Tables.routes("""
                - name: all
                  timeout: 1m30.5s
                  retries: {attempts: 2, retryOn: "503,connect-failure", perTryTimeout: 250ms}
                  fault: {delay: {fixedDelay: 2s, percentage: {value: 12.5}}, abort: {percentage: {value: 50}}}
                  mirrors: [{destination: {host: v2}, percentage: {value: 5}}, {destination: {host: v1}, percentage: {value: 0}}]
                  route: [{destination: {host: v1}}]
                """), Tables.get("/"));

        assertThat(forwarding.timeout()).isEqualTo(Duration.ofMillis(90_500));
        assertThat(forwarding.retries())
                .isEqualTo(new Retries(2, List.of("connect-failure"), java.util.Set.of(503), Duration.ofMillis(250)));
        assertThat(forwarding.fault()).isEqualTo(new Fault(new Fault.Delay(Duration.ofSeconds(2), 12.5), null));
        assertThat(forwarding.mirrors()).hasSize(1);
        assertThat(forwarding.mirrors().getFirst().percentage()).isEqualTo(5);
    }

    @Test
    void aPatternThatRe2RefusesMatchesNothingAndSaysSo() {
        RouteTable table = Tables.routes("""
                - name: bad
                  match: [{uri: {regex: "(?!a)"}}]
                  route: [{destination: {host: v1}}]
                - name: rest
                  route: [{destination: {host: v2}}]
                """);

        assertThat(Tables.route(table, Tables.get("/"))).isEqualTo("rest");
        assertThat(table.explain(Tables.get("/")).passedOver().getFirst().expectation())
                .contains("RE2 refuses");
    }

    @Test
    void unsoundRequestsNeverReachARoute() {
        RouteTable table = Tables.routes("- {name: all, route: [{destination: {host: v1}}]}\n");

        assertThat(Tables.route(table, Tables.get("/a#b"))).isEqualTo("400");
        assertThat(Tables.route(table, Tables.get("/a b"))).isEqualTo("400");
        assertThat(Tables.route(table, Tables.get("a"))).isEqualTo("404");
        assertThat(Tables.route(table, Tables.get("/").withMethod("get"))).isEqualTo("400");
        assertThat(Tables.route(table, Tables.get("http://shop.example"))).isEqualTo("all");
    }

    /** istiod's validation refuses it, so nothing matches it; the routes around it stand. */
    @Test
    void aRegexThatGrowsBeyondBoundsMatchesNothing() {
        RouteTable table = Tables.routes("""
                - {name: bomb, match: [{uri: {regex: "(a{1,1000}){1,1000}"}}], route: [{destination: {host: v1}}]}
                - {name: all, route: [{destination: {host: v1}}]}
                """);

        assertThat(Tables.route(table, Tables.get("/a"))).isEqualTo("all");
    }
}

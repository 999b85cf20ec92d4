package io.meshtrial.localmesh.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the edge sends requests, with real upstreams over real HTTP. */
class EdgeRoutingTest extends EdgeFixture {

    @Test
    void without_routes_the_answer_is_404() throws Exception {
        assertThat(mesh.get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void the_original_demonstration_sends_chrome_to_one_and_the_rest_to_the_other() throws Exception {
        apply("""
                [{"match":[{"headers":{"user-agent":{"regex":".*Chrome.*"}}}],
                  "route":[{"destination":{"host":"one","port":{"number":80}}}]},
                 {"route":[{"destination":{"host":"two","port":{"number":80}}}]}]""");
        assertThat(as("Mozilla/5.0 Chrome/142.0 Safari/537.36")).isEqualTo("one");
        assertThat(as("Mozilla/5.0 Firefox/145.0")).isEqualTo("two");
    }

    @Test
    void shares_follow_the_weights() throws Exception {
        apply("""
                [{"route":[{"destination":{"host":"one"},"weight":9000},
                           {"destination":{"host":"two"},"weight":1000}]}]""");
        int requests = 2_000;
        for (int i = 0; i < requests; i++) {
            assertThat(mesh.get("/").statusCode()).isEqualTo(200);
        }
        double expected = requests * 0.1;
        double excess = two.seen.size() - expected;
        double chiSquare = excess * excess / expected + excess * excess / (requests - expected);
        // The 99.9 % point of chi-square with one degree of freedom; the edge's seed is fixed.
        assertThat(chiSquare).isLessThan(10.83);
        assertThat(one.seen.size() + two.seen.size()).isEqualTo(requests);
    }

    @Test
    void header_operations_rewrites_and_operators_reach_the_upstream() throws Exception {
        apply("""
                [{"match":[{"uri":{"prefix":"/old"}}],"rewrite":{"uri":"/new","authority":"inner"},
                  "headers":{"response":{"add":{"set-cookie":"u=%REQ(x-request-id)%"}}},
                  "route":[{"destination":{"host":"one"},
                            "headers":{"request":{"set":{"x-meshtrial":"a;b"}}}}]}]""");
        HttpResponse<String> answer = mesh.get("/old/x?y=1");
        assertThat(one.last().target()).isEqualTo("/new/x?y=1");
        assertThat(one.last().header("host")).isEqualTo("inner");
        assertThat(one.last().header("x-meshtrial")).isEqualTo("a;b");
        assertThat(answer.headers().firstValue("set-cookie"))
                .hasValue("u=" + one.last().header("x-request-id"));
    }

    @Test
    void unknown_hosts_and_subsets_are_503_and_named_in_the_metrics() throws Exception {
        apply("""
                [{"match":[{"uri":{"prefix":"/subset"}}],"route":[{"destination":{"host":"one","subset":"v9"}}]},
                 {"route":[{"destination":{"host":"nobody"}}]}]""");
        assertThat(mesh.get("/subset").statusCode()).isEqualTo(503);
        assertThat(mesh.get("/").statusCode()).isEqualTo(503);
        URI metrics = URI.create("http://127.0.0.1:" + mesh.edge.metricsPort() + "/metrics");
        assertThat(mesh.send(HttpRequest.newBuilder(metrics).build()).body())
                .contains("istio_requests_total{")
                .contains("response_flags=\"NC\"")
                .contains("destination_service=\"nobody.demo.svc.cluster.local\"");
    }

    @Test
    void subsets_are_the_endpoints_whose_pods_have_the_labels() throws Exception {
        mesh.create(SmallMesh.ISTIO + "destinationrules", """
                {"apiVersion":"networking.istio.io/v1","kind":"DestinationRule","metadata":{"name":"app"},
                 "spec":{"host":"app","subsets":[{"name":"v2","labels":{"version":"v2"}}]}}""");
        mesh.create("/api/v1/namespaces/demo/services", """
                {"apiVersion":"v1","kind":"Service","metadata":{"name":"app"},
                 "spec":{"selector":{"app":"app"},"ports":[{"name":"http","port":80}]}}""");
        for (String version : List.of("v1", "v2")) {
            mesh.create("/api/v1/namespaces/demo/pods", """
                    {"apiVersion":"v1","kind":"Pod",
                     "metadata":{"name":"app-%s","labels":{"app":"app","version":"%s"}}}""".formatted(version, version));
            mesh.endpoint("app", "app-" + version, version.equals("v1") ? one.port() : two.port());
        }
        apply("[{\"route\":[{\"destination\":{\"host\":\"app\",\"subset\":\"v2\"}}]}]");
        await().atMost(PATIENCE).until(() -> mesh.get("/").statusCode() == 200);
        for (int i = 0; i < 20; i++) {
            assertThat(mesh.get("/").body()).isEqualTo("two");
        }
    }

    @Test
    void mirrors_get_a_copy_and_their_answer_is_dropped() throws Exception {
        apply("[{\"route\":[{\"destination\":{\"host\":\"one\"}}],\"mirror\":{\"host\":\"two\"}}]");
        HttpResponse<String> answer = mesh.send(mesh.to("/x")
                .POST(HttpRequest.BodyPublishers.ofString("copy me"))
                .build());
        assertThat(answer.body()).isEqualTo("one");
        await().atMost(PATIENCE).until(() -> !two.seen.isEmpty());
        assertThat(two.last().body()).isEqualTo("copy me");
        assertThat(two.last().target()).isEqualTo("/x");
        assertThat(one.last().body()).isEqualTo("copy me");
    }

    @Test
    void redirects_direct_responses_and_faults_are_answered_by_the_edge() throws Exception {
        apply("""
                [{"match":[{"uri":{"exact":"/r"}}],"redirect":{"uri":"/else","redirectCode":307}},
                 {"match":[{"uri":{"exact":"/d"}}],"directResponse":{"status":418,"body":{"string":"tea"}}},
                 {"fault":{"abort":{"httpStatus":555,"percentage":{"value":100}}},
                  "route":[{"destination":{"host":"one"}}]}]""");
        HttpResponse<String> redirect = mesh.get("/r");
        assertThat(redirect.statusCode()).isEqualTo(307);
        assertThat(redirect.headers().firstValue("location").orElse("")).endsWith("/else");
        assertThat(mesh.get("/d").body()).isEqualTo("tea");
        assertThat(mesh.get("/").statusCode()).isEqualTo(555);
        assertThat(one.seen).isEmpty();
    }

    @Test
    void changed_routes_take_effect_and_no_request_fails_meanwhile() throws Exception {
        apply(TO_ONE);
        for (int i = 0; i < 5; i++) {
            String host = i % 2 == 0 ? "two" : "one";
            mesh.routes("[{\"route\":[{\"destination\":{\"host\":\"" + host + "\"}}]}]");
            await().atMost(PATIENCE).until(() -> {
                HttpResponse<String> answer = mesh.get("/");
                assertThat(answer.statusCode()).isEqualTo(200);
                return answer.body().equals(host);
            });
        }
    }

    private String as(String userAgent) throws Exception {
        return mesh.send(mesh.to("/").header("User-Agent", userAgent).build()).body();
    }
}

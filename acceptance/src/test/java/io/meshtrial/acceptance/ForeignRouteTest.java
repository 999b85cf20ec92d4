package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.acceptance.ring.Http;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.WithRing;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A route that somebody else added stays what it is, whatever happens to the experiment. */
@ExtendWith(WithRing.class)
class ForeignRouteTest {

    private static final String PATH = "/apis/networking.istio.io/v1/namespaces/demo/virtualservices/catalog";
    private static final String ADDED = """
            [{"op": "add", "path": "/spec/http/0", "value": {
              "name": "maintenance",
              "match": [{"uri": {"prefix": "/maintenance"}, "headers": {"x-team": {"exact": "ops"}}}],
              "directResponse": {"status": 503, "body": {"string": "back soon"}}}}]""";
    private static final String REMOVED = """
            [{"op": "test", "path": "/spec/http/0/name", "value": "maintenance"}, {"op": "remove", "path": "/spec/http/0"}]""";

    @Test
    void foreignRoutesStayEqualThroughStartChangeAndStop(Ring ring) throws Exception {
        Http cluster = ring.kubernetes();
        assertThat(cluster.patch(PATH, "application/json-patch+json", ADDED).status())
                .isEqualTo(200);
        try {
            JsonNode before = ring.virtualService().path("spec");

            ring.startExperiment("beside-others", "10% to v2");
            assertThat(foreign(ring)).isEqualTo(routes(before));
            assertThat(ring.visits().visit("/maintenance", "curl/8.15.0").status())
                    .isNotEqualTo(503);

            ring.changeRules("beside-others", "Firefox to v2\n20% to v2");
            assertThat(foreign(ring)).isEqualTo(routes(before));

            ring.stopExperiment("beside-others");
            assertThat(ring.virtualService().path("spec")).isEqualTo(before);
        } finally {
            cluster.patch(PATH, "application/json-patch+json", REMOVED);
        }
    }

    private static List<JsonNode> foreign(Ring ring) throws Exception {
        return routes(ring.virtualService().path("spec")).stream()
                .filter(route -> !route.path("name").asText().startsWith("meshtrial/"))
                .toList();
    }

    private static List<JsonNode> routes(JsonNode spec) {
        List<JsonNode> routes = new ArrayList<>();
        spec.path("http").forEach(routes::add);
        return routes;
    }
}

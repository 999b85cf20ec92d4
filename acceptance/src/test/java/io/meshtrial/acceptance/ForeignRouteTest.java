package io.meshtrial.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.acceptance.ring.Await;
import io.meshtrial.acceptance.ring.Http;
import io.meshtrial.acceptance.ring.Ring;
import io.meshtrial.acceptance.ring.Visits;
import io.meshtrial.acceptance.ring.WithRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Routes that somebody else added, before the start or under a running experiment, stay what they are and serve. */
@ExtendWith(WithRing.class)
class ForeignRouteTest {

    private static final String PATH = "/apis/networking.istio.io/v1/namespaces/demo/virtualservices/catalog";
    private static final String JSON_PATCH = "application/json-patch+json";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int MAINTENANCE = 503;
    private static final int RETIRED = 410;

    private JsonNode before = MissingNode.getInstance();

    @BeforeEach
    void remember(Ring ring) throws Exception {
        before = ring.virtualService().path("spec");
    }

    /** As a person would: takes out by name what this test put in. */
    @AfterEach
    void takeOut(Ring ring) throws Exception {
        for (String name : List.of("maintenance", "retired")) {
            List<JsonNode> routes = routes(ring.virtualService().path("spec"));
            int at = IntStream.range(0, routes.size())
                    .filter(i -> routes.get(i).path("name").asText().equals(name))
                    .findFirst()
                    .orElse(-1);
            if (at >= 0) {
                assertThat(ring.kubernetes()
                                .patch(PATH, JSON_PATCH, """
                                    [{"op": "test", "path": "/spec/http/%d/name", "value": "%s"},
                                     {"op": "remove", "path": "/spec/http/%d"}]\
                                    """.formatted(at, name, at))
                                .status())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void foreignRoutesStayEqualAndServeThroughStartChangeAndStop(Ring ring) throws Exception {
        add(ring, "maintenance", MAINTENANCE);
        JsonNode maintenance = routes(ring.virtualService().path("spec")).getFirst();
        awaitServing(ring, "maintenance", MAINTENANCE);

        ring.startExperiment("beside-others", "10% to v2");
        assertThat(foreign(ring)).isEqualTo(with(maintenance, before));
        assertServing(ring, "maintenance", MAINTENANCE);

        add(ring, "retired", RETIRED);
        JsonNode retired = routes(ring.virtualService().path("spec")).getFirst();
        awaitServing(ring, "retired", RETIRED);
        assertServing(ring, "maintenance", MAINTENANCE);
        ring.awaitQuiet();
        List<JsonNode> both = with(retired, with(maintenance, before));
        assertThat(foreign(ring)).isEqualTo(both);

        ring.changeRules("beside-others", "Firefox to v2\n20% to v2");
        assertThat(foreign(ring)).isEqualTo(both);
        assertServing(ring, "maintenance", MAINTENANCE);
        assertServing(ring, "retired", RETIRED);

        ring.stopExperiment("beside-others");
        assertThat(routes(ring.virtualService().path("spec"))).isEqualTo(both);
        assertThat(withoutRoutes(ring.virtualService().path("spec"))).isEqualTo(withoutRoutes(before));
        assertServing(ring, "maintenance", MAINTENANCE);
        assertServing(ring, "retired", RETIRED);
    }

    /** In front of everything, for whoever sends the header of the team; answers by itself, with a status of its own. */
    private static void add(Ring ring, String name, int status) throws Exception {
        Http.Answer added = ring.kubernetes().patch(PATH, JSON_PATCH, """
            [{"op": "add", "path": "/spec/http/0", "value": {
              "name": "%s",
              "match": [{"uri": {"prefix": "/%s"}, "headers": {"x-team": {"exact": "ops"}}}],
              "directResponse": {"status": %d, "body": {"string": "%s"}}}}]\
            """.formatted(name, name, status, name));
        assertThat(added.status()).as(added.text()).isEqualTo(200);
    }

    private static void awaitServing(Ring ring, String name, int status) throws Exception {
        Await.until(name + " serves", PATIENCE, () -> asTeam(ring, name), seen -> seen == status);
    }

    /** The team is answered by the route, everybody else by the catalogue. */
    private static void assertServing(Ring ring, String name, int status) throws Exception {
        assertThat(asTeam(ring, name)).as("%s, as the team", name).isEqualTo(status);
        assertThat(ring.visits().visit("/" + name, Visits.CURL).status())
                .as("%s, as anybody", name)
                .isEqualTo(200);
    }

    private static int asTeam(Ring ring, String name) throws Exception {
        return ring.visits().get("/" + name, Visits.CURL, "x-team", "ops").statusCode();
    }

    private static List<JsonNode> with(JsonNode first, JsonNode spec) {
        return with(first, routes(spec));
    }

    private static List<JsonNode> with(JsonNode first, List<JsonNode> rest) {
        List<JsonNode> all = new ArrayList<>(List.of(first));
        all.addAll(rest);
        return all;
    }

    private static List<JsonNode> foreign(Ring ring) throws Exception {
        return routes(ring.virtualService().path("spec")).stream()
                .filter(route -> !route.path("name").asText().startsWith("meshtrial/"))
                .toList();
    }

    private static List<JsonNode> routes(JsonNode spec) {
        return spec.path("http").valueStream().toList();
    }

    private static JsonNode withoutRoutes(JsonNode spec) {
        return ((ObjectNode) spec.deepCopy()).without("http");
    }
}

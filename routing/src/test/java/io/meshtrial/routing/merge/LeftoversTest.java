package io.meshtrial.routing.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.compile.RouteOwnership.Element;
import io.meshtrial.routing.compile.RouteOwnership.Owner;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoversTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0, false",
        "1.0, 1, false",
        "1.0 0.0.observe, 1, false",
        "1.0 0.0.observe 0.0.observe-2, 1, false",
        "0.0.observe 1.0, 2, true",
        "0.0.rest 1.0, 2, true",
        "0.0.rest-2 1.0 0.0.observe, 2, true",
        "1.0.hold-v1 1.0.draw, 2, false",
        "0.0.observe, 0, false",
        "0.0.rest, 1, true",
        "1.0.draw.observe, 1, false",
        "1.0.hold-v1.rest, 1, false"
    })
    void whatObservesAtTheEndIsToldFromWhatTakesEarlier(String names, int begin, boolean rests) {
        List<JsonNode> routes = routes("e", names);
        assertThat(Leftovers.begin(routes)).isEqualTo(begin);
        assertThat(Leftovers.rests(routes)).isEqualTo(rests);
    }

    @Test
    void eachExperimentIsAskedForItself() {
        List<Element> segment = new ArrayList<>();
        routes("e", "0.0.rest 1.0 0.0.observe").forEach(json -> segment.add(element(segment.size(), json)));
        routes("f", "1.0 0.0.observe").forEach(json -> segment.add(element(segment.size(), json)));

        assertThat(Leftovers.rests(segment, "e")).isTrue();
        assertThat(Leftovers.rests(segment, "f")).isFalse();
        assertThat(segment)
                .filteredOn(element -> Leftovers.takes(segment, element))
                .extracting(Element::index)
                .containsExactly(2, 4);
    }

    private static List<JsonNode> routes(String experiment, String names) {
        List<JsonNode> routes = new ArrayList<>();
        for (String name : names.isEmpty() ? new String[0] : names.split(" ")) {
            routes.add(JsonNodeFactory.instance.objectNode().put("name", "meshtrial/" + experiment + "/r1/" + name));
        }
        return routes;
    }

    private static Element element(int index, JsonNode json) {
        return new Element(
                index,
                json,
                new Owner.Owned(RouteName.parse(json.path("name").asText()).orElseThrow()));
    }
}

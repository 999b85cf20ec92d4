package io.meshtrial.experiment.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What others do to the owned routes of a live VirtualService, which stand in front. */
enum Manipulation {
    DELETED {
        @Override
        void change(List<JsonNode> http) {
            http.removeFirst();
        }
    },
    EDITED {
        @Override
        void change(List<JsonNode> http) {
            ((ObjectNode) http.getFirst()).put("timeout", "9s");
        }
    },
    RENAMED {
        @Override
        void change(List<JsonNode> http) {
            ((ObjectNode) http.getFirst()).put("name", "mine-now");
        }
    },
    /** Behind everything else: the owned routes are in their order still. */
    REORDERED {
        @Override
        void change(List<JsonNode> http) {
            List<JsonNode> owned = http.stream().filter(Manipulation::isOwned).toList();
            http.removeAll(owned);
            http.addAll(owned);
        }
    },
    DUPLICATED {
        @Override
        void change(List<JsonNode> http) {
            http.add(http.getFirst().deepCopy());
        }
    };

    static boolean isOwned(JsonNode route) {
        return route.path("name").asText().startsWith("meshtrial/");
    }

    abstract void change(List<JsonNode> http);

    /** The object as somebody leaves it who has just read it. */
    ObjectNode of(JsonNode live) {
        ObjectNode edited = live.deepCopy();
        List<JsonNode> http = new ArrayList<>();
        edited.at("/spec/http").forEach(http::add);
        change(http);
        ArrayNode routes = JsonNodeFactory.instance.arrayNode().addAll(http);
        ((ObjectNode) edited.path("spec")).set("http", routes);
        return edited;
    }
}

package io.meshtrial.routing.destination;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Whose routes send to the subsets of one host; mirrors and the tcp and tls routes of a VirtualService count too. */
final class SubsetUsers {

    private record User(String subset, String routeName) {}

    private final String host;
    private final List<User> users = new ArrayList<>();

    /** @param host written in full */
    SubsetUsers(String host, List<MeshObject> virtualServices) {
        this.host = host;
        virtualServices.forEach(this::read);
    }

    private void read(MeshObject object) {
        for (String table : List.of("http", "tcp", "tls")) {
            for (JsonNode route : object.spec().path(table)) {
                String name = route.path("name").asText("");
                Consumer<JsonNode> found = destination -> user(object, destination, name);
                route.path("route").forEach(target -> found.accept(target.path("destination")));
                route.path("mirrors").forEach(target -> found.accept(target.path("destination")));
                found.accept(route.path("mirror"));
            }
        }
    }

    private void user(MeshObject object, JsonNode destination, String routeName) {
        String named = destination.path("host").asText("");
        String full = named.contains(".") ? named : named + "." + object.namespace() + ".svc.cluster.local";
        if (full.equals(host) && destination.has("subset")) {
            users.add(new User(destination.path("subset").asText(), routeName));
        }
    }

    /** Experiments other than the given one. */
    List<String> experiments(String subset, String but) {
        return users.stream()
                .filter(user -> user.subset().equals(subset))
                .flatMap(user -> RouteName.parse(user.routeName()).map(RouteName::experiment).stream())
                .filter(experiment -> !experiment.equals(but))
                .distinct()
                .toList();
    }

    boolean hasForeign(String subset) {
        return users.stream()
                .filter(user -> user.subset().equals(subset))
                .map(user -> RouteName.parse(user.routeName()))
                .anyMatch(Optional::isEmpty);
    }
}

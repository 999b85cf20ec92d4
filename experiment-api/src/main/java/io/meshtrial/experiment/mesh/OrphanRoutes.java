package io.meshtrial.experiment.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meshtrial.experiment.definition.Destination;
import io.meshtrial.experiment.definition.Variant;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.compile.VariantRole;
import io.meshtrial.routing.object.MeshObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the routes of one experiment say about it: their names and the identity header that each destination sets.
 *
 * @param revision the highest
 * @param owned in the order in which they stand
 */
public record OrphanRoutes(String experiment, MeshObject object, int revision, List<Owned> owned) {

    /**
     * One destination of one route.
     *
     * @param rule its number from 1; 0 for traffic that is only observed
     * @param drawing the revision that drew
     * @param weight as it stands there; 1 for a single destination
     */
    public record Arm(int rule, int drawing, String variant, String token, Destination destination, int weight) {}

    /** One route. */
    public record Owned(RouteName name, JsonNode json, List<Arm> arms) {

        static Owned of(RouteName name, JsonNode json) {
            List<Arm> arms = new ArrayList<>();
            json.path("route").forEach(destination -> arm(destination).ifPresent(arms::add));
            return new Owned(name, json, List.copyOf(arms));
        }
    }

    private static final Pattern IDENTITY = Pattern.compile(
            "([a-z0-9-]{1,40});r([0-9]{1,9})[^;]*;([0-9]{1,9});([^;]+);[^;]*;([A-Za-z0-9_-]{22})(?:;([^;]+))?");

    public OrphanRoutes {
        owned = List.copyOf(owned);
    }

    static Map<String, OrphanRoutes> of(MeshObject object) {
        Map<String, List<Owned>> routes = new TreeMap<>();
        object.http()
                .forEach(route -> RouteName.parse(route.path("name").asText())
                        .ifPresent(name -> routes.computeIfAbsent(name.experiment(), id -> new ArrayList<>())
                                .add(Owned.of(name, route))));
        Map<String, OrphanRoutes> orphans = new TreeMap<>();
        routes.forEach((id, owned) -> orphans.put(
                id,
                new OrphanRoutes(
                        id,
                        object,
                        owned.stream()
                                .mapToInt(route -> route.name().revision())
                                .max()
                                .orElse(0),
                        owned)));
        return orphans;
    }

    /** How many. */
    public int routes() {
        return owned.size();
    }

    /** What each identity header says, in the order of the routes. */
    public List<Arm> arms() {
        return owned.stream().flatMap(route -> route.arms().stream()).toList();
    }

    private static Optional<Arm> arm(JsonNode element) {
        JsonNode set = element.path("headers").path("request").path("set");
        Matcher identity = IDENTITY.matcher(set.path("x-meshtrial").asText());
        if (!identity.matches()) {
            return Optional.empty();
        }
        JsonNode destination = element.path("destination");
        return Optional.of(new Arm(
                Integer.parseInt(identity.group(3)),
                Integer.parseInt(identity.group(2)),
                identity.group(4),
                identity.group(5),
                new Destination(
                        destination.path("host").asText(),
                        destination.has("subset") ? destination.path("subset").asText() : null,
                        destination.path("port").has("number")
                                ? destination.path("port").path("number").asInt()
                                : null),
                element.path("weight").asInt(1)));
    }

    /** Variants by name, with one of them as the control. */
    public List<Variant> variants(String control) {
        Map<String, Destination> destinations = new LinkedHashMap<>();
        arms().stream()
                .filter(arm -> !arm.variant().equals("-"))
                .forEach(arm -> destinations.putIfAbsent(arm.variant(), arm.destination()));
        List<Variant> variants = new ArrayList<>();
        new TreeMap<>(destinations)
                .forEach((name, destination) -> variants.add(new Variant(
                        name,
                        name.equals(control) ? VariantRole.CONTROL : VariantRole.TREATMENT,
                        VersionNames.of(destination, destinations.values()),
                        destination)));
        return variants;
    }

    /** The object without the probe that a killed publication may have left. */
    MeshObject withoutProbe() {
        ObjectNode copy = object.json().deepCopy();
        ArrayNode kept = copy.withObject("/spec").putArray("http");
        object.http().forEach(route -> {
            if (!PublishedSpec.isProbe(route)) {
                kept.add(route);
            }
        });
        return new MeshObject(copy);
    }
}

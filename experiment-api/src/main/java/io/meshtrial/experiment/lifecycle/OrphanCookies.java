package io.meshtrial.experiment.lifecycle;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.definition.StickyCookie;
import io.meshtrial.experiment.mesh.OrphanRoutes;
import io.meshtrial.routing.compile.RouteName;
import io.meshtrial.routing.sticky.StickySettings.SameSite;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The cookies that an orphan's routes give out when they draw, as its spec would say them.
 *
 * @param spec null where nothing is drawn for users
 * @param numbers of the cookies, by the number of the rule that draws: 0 where the cookie has the experiment's own name
 */
record OrphanCookies(@Nullable StickyCookie spec, Map<Integer, Integer> numbers) {

    static OrphanCookies of(OrphanRoutes orphan) {
        Map<Integer, String> drawn = drawn(orphan);
        Map<Integer, Integer> numbers = new TreeMap<>();
        StickyCookie spec = null;
        for (Map.Entry<Integer, String> draw : drawn.entrySet()) {
            boolean further = drawn.values().stream()
                    .anyMatch(own -> name(draw.getValue()).equals(name(own) + "." + draw.getKey()));
            numbers.put(draw.getKey(), further ? draw.getKey() : Integer.valueOf(0));
            if (!further) {
                spec = read(orphan.experiment(), draw.getValue(), isPrivate(orphan));
            }
        }
        return new OrphanCookies(spec, numbers);
    }

    /** By the number of the rule, what its draw route sets. */
    private static Map<Integer, String> drawn(OrphanRoutes orphan) {
        Map<Integer, String> values = new TreeMap<>();
        for (JsonNode route : orphan.object().http()) {
            RouteName.parse(route.path("name").asText())
                    .filter(name -> name.experiment().equals(orphan.experiment())
                            && name.role().startsWith("draw"))
                    .ifPresent(name -> StreamSupport.stream(route.path("route").spliterator(), false)
                            .flatMap(OrphanCookies::values)
                            .findFirst()
                            .ifPresent(value -> values.putIfAbsent(name.rule(), value)));
        }
        return values;
    }

    /** Whether responses to draws are kept from shared caches. */
    private static boolean isPrivate(OrphanRoutes orphan) {
        for (JsonNode route : orphan.object().http()) {
            boolean draws = RouteName.parse(route.path("name").asText())
                    .filter(name -> name.experiment().equals(orphan.experiment())
                            && name.role().startsWith("draw"))
                    .isPresent();
            if (draws && route.toString().contains("\"Cache-Control\":\"private\"")) {
                return true;
            }
        }
        return false;
    }

    private static Stream<String> values(JsonNode destination) {
        JsonNode response = destination.path("headers").path("response");
        return Stream.of("add", "set")
                .map(operation -> response.path(operation).path("Set-Cookie").asText())
                .filter(value -> value.contains("%REQ(x-request-id)%"));
    }

    private static String name(String value) {
        return value.substring(0, value.indexOf('=')).replace("%%", "%");
    }

    private static StickyCookie read(String experiment, String value, boolean isPrivate) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Arrays.stream(value.split("; ")).skip(1).forEach(attribute -> {
            int is = attribute.indexOf('=');
            attributes.put(
                    is < 0 ? attribute : attribute.substring(0, is),
                    is < 0 ? "" : attribute.substring(is + 1).replace("%%", "%"));
        });
        String sameSite = attributes.get("SameSite");
        boolean usual = name(value).equals(io.meshtrial.routing.sticky.StickyCookie.usualName(experiment));
        return new StickyCookie(
                usual ? null : name(value),
                Duration.ofSeconds(Long.parseLong(attributes.getOrDefault("Max-Age", "0"))),
                attributes.get("Path"),
                Arrays.stream(SameSite.values())
                        .filter(one -> one.text().equals(sameSite))
                        .findFirst()
                        .orElse(null),
                attributes.containsKey("Secure"),
                attributes.containsKey("HttpOnly"),
                isPrivate);
    }
}

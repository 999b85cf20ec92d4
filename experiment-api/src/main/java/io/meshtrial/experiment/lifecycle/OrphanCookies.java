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
            boolean further = isFurther(orphan.experiment(), draw, drawn);
            numbers.put(draw.getKey(), further ? draw.getKey() : Integer.valueOf(0));
            if (spec == null || !further) {
                String own = name(draw.getValue());
                spec = read(
                        orphan.experiment(),
                        further
                                ? own.substring(
                                        0, own.length() - behind(draw.getKey()).length())
                                : own,
                        draw.getValue(),
                        isPrivate(orphan));
            }
        }
        return new OrphanCookies(spec, numbers);
    }

    /**
     * Whether it is a name with the rule's number behind it: the first rule, which had the name itself, may be gone since. Of
     * a single name like that nobody can tell, unless it is the usual one; either reading says the same routes.
     */
    private static boolean isFurther(String experiment, Map.Entry<Integer, String> draw, Map<Integer, String> drawn) {
        String name = name(draw.getValue());
        if (!name.endsWith(behind(draw.getKey()))) {
            return false;
        }
        String own = name.substring(0, name.length() - behind(draw.getKey()).length());
        return own.equals(usualName(experiment))
                || drawn.entrySet().stream()
                        .filter(other -> !other.getKey().equals(draw.getKey()))
                        .map(other -> Map.entry(name(other.getValue()), behind(other.getKey())))
                        .anyMatch(other ->
                                other.getKey().equals(own) || other.getKey().equals(own + other.getValue()));
    }

    private static String behind(int number) {
        return "." + number;
    }

    private static String usualName(String experiment) {
        return io.meshtrial.routing.sticky.StickyCookie.usualName(experiment);
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

    private static StickyCookie read(String experiment, String own, String value, boolean isPrivate) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Arrays.stream(value.split("; ")).skip(1).forEach(attribute -> {
            int is = attribute.indexOf('=');
            attributes.put(
                    is < 0 ? attribute : attribute.substring(0, is),
                    is < 0 ? "" : attribute.substring(is + 1).replace("%%", "%"));
        });
        String sameSite = attributes.get("SameSite");
        return new StickyCookie(
                own.equals(usualName(experiment)) ? null : own,
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

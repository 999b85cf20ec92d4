package io.meshtrial.localmesh.apiserver;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Label and field selectors in their query form: {@code a=b,c!=d,e in (f,g),h,!i} and {@code metadata.name=x}. */
final class Selector implements Predicate<JsonNode> {

    private static final Pattern SET = Pattern.compile("([\\w./-]+)\\s+(in|notin)\\s+\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([\\w./-]+)\\s*(==|=|!=)\\s*([\\w.-]*)");
    private static final Pattern EXISTENCE = Pattern.compile("(!?)\\s*([\\w./-]+)");
    private static final Set<String> FIELDS = Set.of("metadata.name", "metadata.namespace");

    private final List<Predicate<JsonNode>> requirements;

    private Selector(List<Predicate<JsonNode>> requirements) {
        this.requirements = requirements;
    }

    static Selector parse(@Nullable String labels, @Nullable String fields) {
        List<Predicate<JsonNode>> requirements = new ArrayList<>();
        for (String part : parts(labels)) {
            requirements.add(label(part));
        }
        for (String part : parts(fields)) {
            requirements.add(field(part));
        }
        return new Selector(List.copyOf(requirements));
    }

    boolean selectsAll() {
        return requirements.isEmpty();
    }

    @Override
    public boolean test(JsonNode object) {
        return requirements.stream().allMatch(requirement -> requirement.test(object));
    }

    private static List<String> parts(@Nullable String text) {
        return text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.trim().split(",(?![^(]*\\))"))
                        .map(String::trim)
                        .toList();
    }

    private static Predicate<JsonNode> label(String part) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            Set<String> values = Set.copyOf(parts(set.group(3)));
            String key = set.group(1);
            return set.group(2).equals("in")
                    ? object -> labels(object).has(key) && values.contains(value(object, key))
                    : object -> !labels(object).has(key) || !values.contains(value(object, key));
        }
        Matcher equality = EQUALITY.matcher(part);
        if (equality.matches()) {
            String key = equality.group(1);
            String value = equality.group(3);
            return equality.group(2).equals("!=")
                    ? object -> !labels(object).has(key) || !value.equals(value(object, key))
                    : object -> labels(object).has(key) && value.equals(value(object, key));
        }
        Matcher existence = EXISTENCE.matcher(part);
        if (existence.matches()) {
            boolean wanted = existence.group(1).isEmpty();
            String key = existence.group(2);
            return object -> labels(object).has(key) == wanted;
        }
        throw ApiFailure.badRequest("unable to parse requirement: \"" + part + "\"");
    }

    private static Predicate<JsonNode> field(String part) {
        Matcher equality = EQUALITY.matcher(part);
        if (!equality.matches()) {
            throw ApiFailure.badRequest("invalid field selector: \"" + part + "\"");
        }
        String path = equality.group(1);
        if (!FIELDS.contains(path)) {
            throw ApiFailure.badRequest("field label not supported: " + path);
        }
        String member = path.substring("metadata.".length());
        boolean wanted = !equality.group(2).equals("!=");
        String value = equality.group(3);
        return object -> value.equals(object.path("metadata").path(member).asText()) == wanted;
    }

    private static JsonNode labels(JsonNode object) {
        return object.path("metadata").path("labels");
    }

    private static String value(JsonNode object, String key) {
        return labels(object).path(key).asText();
    }
}

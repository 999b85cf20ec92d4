package io.meshtrial.analytics.access;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The namespaces in which a token's claims let its bearer read: those of any role that is known. */
final class ReadableNamespaces {

    private static final Set<String> ROLES = Set.of("viewer", "editor", "approver", "admin");

    private final AccessSettings.Oidc settings;

    ReadableNamespaces(AccessSettings.Oidc settings) {
        this.settings = settings;
    }

    Set<String> of(Map<String, Object> claims) {
        List<String> usual = texts(at(claims, settings.namespacesClaim()));
        Set<String> readable = new TreeSet<>();
        for (String entry : texts(at(claims, settings.rolesClaim()))) {
            if (entry.startsWith(settings.rolePrefix())) {
                String[] role = entry.substring(settings.rolePrefix().length()).split(":", 2);
                if (ROLES.contains(role[0])) {
                    readable.addAll(role.length == 1 ? usual : List.of(role[1]));
                }
            }
        }
        return readable;
    }

    private static @Nullable Object at(Map<String, Object> claims, String path) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        Object value = claims;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    /** A list of texts, or one text with blanks between. */
    private static List<String> texts(@Nullable Object claim) {
        return switch (claim) {
            case String text ->
                Arrays.stream(text.split(" ", -1))
                        .filter(part -> !part.isEmpty())
                        .toList();
            case Collection<?> many ->
                many.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList();
            case null, default -> List.of();
        };
    }
}

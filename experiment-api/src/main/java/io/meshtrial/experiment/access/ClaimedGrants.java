package io.meshtrial.experiment.access;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.Jwt;

/** What the claims of a valid token grant. Roles that are not known here grant nothing. */
final class ClaimedGrants {

    private static final int LONGEST_NAME = 200;

    private final AccessProperties.Oidc settings;

    ClaimedGrants(AccessProperties.Oidc settings) {
        this.settings = settings;
    }

    SignIn actor(Jwt token) {
        Object name = at(token.getClaims(), settings.nameClaim());
        if (!(name instanceof String text) || text.isBlank() || text.length() > LONGEST_NAME) {
            return new SignIn.Refused("That token names nobody: its claim " + settings.nameClaim() + " is missing.");
        }
        List<String> namespaces = texts(at(token.getClaims(), settings.namespacesClaim()));
        List<Actor.Grant> grants = new ArrayList<>();
        for (String entry : texts(at(token.getClaims(), settings.rolesClaim()))) {
            if (entry.startsWith(settings.rolePrefix())) {
                grant(entry.substring(settings.rolePrefix().length()), namespaces, grants);
            }
        }
        return new SignIn.Known(new Actor(text, grants));
    }

    private static void grant(String entry, List<String> namespaces, List<Actor.Grant> grants) {
        int colon = entry.indexOf(':');
        List<String> where = colon < 0 ? namespaces : List.of(entry.substring(colon + 1));
        role(colon < 0 ? entry : entry.substring(0, colon))
                .ifPresent(role -> where.forEach(namespace -> grants.add(new Actor.Grant(role, namespace))));
    }

    private static Optional<Role> role(String word) {
        return Arrays.stream(Role.values())
                .filter(role -> role.text().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
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

    /** A list of texts, or one text with blanks between, as the claim {@code scope} has it. */
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

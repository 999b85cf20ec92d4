package io.meshtrial.experiment.access;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The tokens that are let in. Comparison takes the same time whatever differs, and looks at every token. */
@Component
class Tokens {

    private record Entry(byte[] token, Actor actor) {}

    private final List<Entry> entries = new ArrayList<>();

    Tokens(AccessProperties properties) throws IOException {
        String admin = adminToken(properties);
        if (admin != null) {
            add(admin, new Actor("local", List.of(new Actor.Grant(Role.ADMIN, "*"))));
        }
        for (AccessProperties.NamedToken named : properties.tokens()) {
            List<Actor.Grant> grants = named.roles().stream()
                    .flatMap(role -> named.namespaces().stream().map(namespace -> new Actor.Grant(role, namespace)))
                    .toList();
            add(named.token(), new Actor(named.name(), grants));
        }
    }

    private static @Nullable String adminToken(AccessProperties properties) throws IOException {
        String token = properties.token();
        if (token != null && !token.isBlank()) {
            return token.strip();
        }
        return properties.tokenFile() == null
                ? null
                : Files.readString(properties.tokenFile()).strip();
    }

    private void add(String token, Actor actor) {
        entries.add(new Entry(token.getBytes(StandardCharsets.UTF_8), actor));
    }

    boolean none() {
        return entries.isEmpty();
    }

    Optional<Actor> actorOf(String token) {
        byte[] offered = token.getBytes(StandardCharsets.UTF_8);
        Actor found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.token(), offered)) {
                found = entry.actor();
            }
        }
        return Optional.ofNullable(found);
    }
}

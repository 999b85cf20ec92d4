package io.meshtrial.analytics.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Tokens that are let in: configured ones, and those of an OpenID provider where one is configured. */
@Component
public class Tokens {

    private record Entry(byte[] token, Visitor visitor) {}

    private final List<Entry> entries = new ArrayList<>();
    private final OidcTokens oidc;

    Tokens(AccessSettings settings, OidcTokens oidc) {
        this.oidc = oidc;
        if (!settings.token().isBlank()) {
            add(settings.token().strip(), Visitor.OF_EVERYTHING);
        }
        settings.tokens()
                .forEach(named -> add(
                        named.token(),
                        new Visitor(named.roles().isEmpty() ? Set.of() : Set.copyOf(named.namespaces()))));
    }

    private void add(String token, Visitor visitor) {
        entries.add(new Entry(token.getBytes(StandardCharsets.UTF_8), visitor));
    }

    /** Whether nobody is asked for a token. */
    public boolean none() {
        return entries.isEmpty() && oidc.none();
    }

    // Compared in constant time, and with every entry: an answer's delay must not tell how much of a guess was right.
    SignIn signIn(String token) {
        byte[] offered = token.getBytes(StandardCharsets.UTF_8);
        SignIn found = null;
        for (Entry entry : entries) {
            if (MessageDigest.isEqual(entry.token(), offered)) {
                found = new SignIn.Known(entry.visitor());
            }
        }
        return found == null ? oidc.signIn(token) : found;
    }
}

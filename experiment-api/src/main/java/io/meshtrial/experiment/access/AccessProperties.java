package io.meshtrial.experiment.access;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may come in.
 *
 * @param token one token with every right, as the quickstart makes it
 * @param tokenFile a file that holds it instead
 * @param tokens further tokens with names and roles
 */
@ConfigurationProperties("meshtrial")
record AccessProperties(
        @Nullable String token,
        @Nullable Path tokenFile,
        @DefaultValue List<NamedToken> tokens) {

    /** @param namespaces where the roles hold; {@code *} is everywhere */
    record NamedToken(
            String name,
            String token,
            List<Role> roles,
            @DefaultValue("*") List<String> namespaces) {
        NamedToken {
            if (token.length() < 16) {
                throw new IllegalArgumentException(
                        "meshtrial.tokens: the token of " + name + " has less than 16 characters");
            }
        }

        @Override
        public String toString() {
            return "NamedToken[name=" + name + ", roles=" + roles + ", namespaces=" + namespaces + "]";
        }
    }

    @Override
    public String toString() {
        return "AccessProperties[tokenFile=" + tokenFile + ", tokens=" + tokens + "]";
    }
}

package io.meshtrial.experiment.access;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
 * @param oidc an OpenID provider whose access tokens are taken
 */
@ConfigurationProperties("meshtrial")
record AccessProperties(
        @Nullable String token,
        @Nullable Path tokenFile,
        @DefaultValue List<NamedToken> tokens,
        @Nullable Oidc oidc) {

    /**
     * @param issuer as it stands in the claim {@code iss}; keys are found through its discovery document
     * @param audiences one of which the claim {@code aud} must name
     * @param jwkSetUri where the keys are, instead of asking the issuer
     * @param nameClaim who the history says acted; also how a second person is told from the first
     * @param rolesClaim a claim, or a path such as {@code realm_access.roles}, that lists roles: {@code editor} holds in
     *     the namespaces of {@code namespacesClaim}, {@code editor:shop} in {@code shop}
     * @param rolePrefix what stands before each role there; other entries are passed over
     * @param namespacesClaim lists namespaces; {@code *} is every one
     * @param clockSkew by how much clocks may differ
     */
    record Oidc(
            String issuer,
            List<String> audiences,
            @Nullable URI jwkSetUri,
            @DefaultValue("sub") String nameClaim,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("") String rolePrefix,
            @DefaultValue("namespaces") String namespacesClaim,
            @DefaultValue("30s") Duration clockSkew) {
        Oidc {
            if (audiences == null || audiences.isEmpty()) {
                throw new IllegalArgumentException("meshtrial.oidc.audiences: name at least one audience");
            }
            audiences = List.copyOf(audiences);
        }
    }

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
        return "AccessProperties[tokenFile=" + tokenFile + ", tokens=" + tokens + ", oidc=" + oidc + "]";
    }
}

package io.meshtrial.analytics.access;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read; the settings have the names that experiment-api gives them, so that one sign-in serves both.
 *
 * @param token sees everything; empty leaves the API open, on loopback only
 * @param tokens of others; any role lets its bearer read in its namespaces
 * @param oidc an OpenID provider whose access tokens are taken
 */
@ConfigurationProperties("meshtrial")
record AccessSettings(
        @DefaultValue("") String token,
        @DefaultValue List<NamedToken> tokens,
        @Nullable Oidc oidc) {

    /** @param namespaces {@code *} is every one */
    record NamedToken(
            String name,
            String token,
            List<String> roles,
            @DefaultValue("*") List<String> namespaces) {}

    /**
     * @param issuer as it stands in the claim {@code iss}
     * @param audiences one of which the claim {@code aud} must name
     * @param jwkSetUri where the keys are, instead of asking the issuer
     * @param rolesClaim a claim, or a path of claims, that lists roles such as {@code viewer} or {@code viewer:shop}
     * @param rolePrefix what stands before each role there
     * @param namespacesClaim lists the namespaces of roles that name none
     */
    record Oidc(
            String issuer,
            List<String> audiences,
            @Nullable URI jwkSetUri,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue("") String rolePrefix,
            @DefaultValue("namespaces") String namespacesClaim,
            @DefaultValue("30s") Duration clockSkew) {
        Oidc {
            if (audiences == null || audiences.isEmpty()) {
                throw new IllegalArgumentException("meshtrial.oidc.audiences: name at least one audience");
            }
        }
    }
}

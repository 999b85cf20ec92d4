package io.meshtrial.experiment.access;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Access tokens of an OpenID provider: signature, issuer, audience and time are checked (RFC 7519, RFC 9068). Keys are
 * fetched when the first token comes, so that nothing waits for the provider at the start.
 */
@Component
class OidcTokens {

    private static final Logger log = LoggerFactory.getLogger(OidcTokens.class);

    private final @Nullable JwtDecoder decoder;
    private final @Nullable ClaimedGrants grants;

    OidcTokens(AccessProperties properties, Clock clock) {
        AccessProperties.Oidc oidc = properties.oidc();
        this.decoder = oidc == null ? null : new SupplierJwtDecoder(() -> decoder(oidc, clock));
        this.grants = oidc == null ? null : new ClaimedGrants(oidc);
    }

    boolean none() {
        return decoder == null;
    }

    SignIn signIn(String token) {
        if (decoder == null
                || grants == null
                || token.chars().filter(c -> c == '.').count() != 2) {
            return SignIn.unknown(null);
        }
        try {
            return grants.actor(decoder.decode(token));
        } catch (JwtValidationException invalid) {
            return SignIn.unknown(invalid.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .findFirst()
                    .orElse(null));
        } catch (BadJwtException bad) {
            log.debug("a token was refused", bad);
            return SignIn.unknown("That token cannot be read or its signature is not the issuer's.");
        } catch (JwtException away) {
            log.warn("tokens cannot be checked: {}", away.getMessage());
            return new SignIn.Unanswered("The OpenID provider does not answer, so that no token of it can be checked.");
        }
    }

    private static JwtDecoder decoder(AccessProperties.Oidc oidc, Clock clock) {
        URI keys = oidc.jwkSetUri();
        var builder = keys == null
                ? NimbusJwtDecoder.withIssuerLocation(oidc.issuer())
                : NimbusJwtDecoder.withJwkSetUri(keys.toString());
        NimbusJwtDecoder decoder = builder.jwsAlgorithms(algorithms -> {
                    algorithms.add(SignatureAlgorithm.RS256);
                    algorithms.add(SignatureAlgorithm.PS256);
                    algorithms.add(SignatureAlgorithm.ES256);
                })
                .validateType(false)
                .build();
        decoder.setJwtValidator(validator(oidc, clock));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(AccessProperties.Oidc oidc, Clock clock) {
        JwtTimestampValidator time = new JwtTimestampValidator(oidc.clockSkew());
        time.setClock(clock);
        return new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtClaimValidator<Instant>("exp", expiry -> expiry != null),
                new JwtIssuerValidator(oidc.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && !Collections.disjoint(audience, oidc.audiences())));
    }
}

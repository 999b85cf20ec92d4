package io.meshtrial.analytics.access;

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
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/** Access tokens of an OpenID provider (RFC 7519): signature, issuer, audience and time are checked. */
@Component
class OidcTokens {

    private static final Logger log = LoggerFactory.getLogger(OidcTokens.class);
    private static final String UNKNOWN = "That token is not known here.";

    private final @Nullable JwtDecoder decoder;
    private final @Nullable ReadableNamespaces namespaces;

    OidcTokens(AccessSettings settings, Clock clock) {
        AccessSettings.Oidc oidc = settings.oidc();
        this.decoder = oidc == null ? null : new SupplierJwtDecoder(() -> decoder(oidc, clock));
        this.namespaces = oidc == null ? null : new ReadableNamespaces(oidc);
    }

    boolean none() {
        return decoder == null;
    }

    SignIn signIn(String token) {
        if (decoder == null
                || namespaces == null
                || token.chars().filter(c -> c == '.').count() != 2) {
            return new SignIn.Refused(UNKNOWN);
        }
        try {
            return new SignIn.Known(
                    new Visitor(namespaces.of(decoder.decode(token).getClaims())));
        } catch (JwtValidationException invalid) {
            return new SignIn.Refused(invalid.getErrors().stream()
                    .map(OAuth2Error::getDescription)
                    .findFirst()
                    .orElse(UNKNOWN));
        } catch (BadJwtException bad) {
            log.debug("a token was refused", bad);
            return new SignIn.Refused("That token cannot be read or its signature is not the issuer's.");
        } catch (JwtException away) {
            log.warn("tokens cannot be checked: {}", away.getMessage());
            return new SignIn.Unanswered();
        }
    }

    private static JwtDecoder decoder(AccessSettings.Oidc oidc, Clock clock) {
        URI keys = oidc.jwkSetUri();
        var builder = keys == null
                ? NimbusJwtDecoder.withIssuerLocation(oidc.issuer())
                : NimbusJwtDecoder.withJwkSetUri(keys.toString());
        NimbusJwtDecoder decoder = builder.jwsAlgorithms(algorithms -> Collections.addAll(
                        algorithms, SignatureAlgorithm.RS256, SignatureAlgorithm.PS256, SignatureAlgorithm.ES256))
                .validateType(false)
                .build();
        JwtTimestampValidator time = new JwtTimestampValidator(oidc.clockSkew());
        time.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                time,
                new JwtClaimValidator<Instant>("exp", expiry -> expiry != null),
                new JwtIssuerValidator(oidc.issuer()),
                new JwtClaimValidator<List<String>>(
                        "aud", audience -> audience != null && !Collections.disjoint(audience, oidc.audiences()))));
        return decoder;
    }
}

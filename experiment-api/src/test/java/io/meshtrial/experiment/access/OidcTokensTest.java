package io.meshtrial.experiment.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.meshtrial.experiment.support.OidcProvider;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OidcTokensTest {

    private static OidcProvider provider;
    private static OidcTokens tokens;

    @BeforeAll
    static void start() throws Exception {
        provider = new OidcProvider();
        tokens = tokens(Clock.systemUTC(), null, "roles");
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    private static OidcTokens tokens(Clock clock, @Nullable URI keys, String rolesClaim) {
        return new OidcTokens(
                new AccessProperties(
                        null,
                        null,
                        List.of(),
                        new AccessProperties.Oidc(
                                provider.issuer(),
                                List.of(OidcProvider.AUDIENCE),
                                keys,
                                "sub",
                                rolesClaim,
                                rolesClaim.equals("roles") ? "" : "meshtrial-",
                                "namespaces",
                                Duration.ofSeconds(30))),
                clock);
    }

    private static Actor actor(SignIn signIn) {
        assertThat(signIn).isInstanceOf(SignIn.Known.class);
        return ((SignIn.Known) signIn).actor();
    }

    private static void refused(String token) {
        assertThat(tokens.signIn(token)).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void aValidTokenGrantsItsRolesInItsNamespaces() {
        Actor actor = actor(tokens.signIn(provider.token("vera", List.of("editor"), List.of("demo", "shop"))));
        assertThat(actor.name()).isEqualTo("vera");
        assertThat(actor.may(Role.EDITOR, "shop")).isTrue();
        assertThat(actor.may(Role.EDITOR, "other")).isFalse();
        assertThat(actor.may(Role.APPROVER, "demo")).isFalse();
    }

    @Test
    void aRoleMayNameItsNamespaceAndUnknownRolesGrantNothing() {
        Actor actor = actor(tokens.signIn(
                provider.token("vera", List.of("editor:demo", "viewer:*", "emperor:*", ":", ""), List.of())));
        assertThat(actor.may(Role.EDITOR, "demo")).isTrue();
        assertThat(actor.may(Role.EDITOR, "shop")).isFalse();
        assertThat(actor.may(Role.VIEWER, "shop")).isTrue();
    }

    @Test
    void rolesMayStandDeeperAndBehindAPrefix() {
        OidcTokens deep = tokens(Clock.systemUTC(), null, "realm_access.roles");
        Actor actor = actor(deep.signIn(provider.token(claims -> claims.subject("kay")
                .claim("realm_access", Map.of("roles", List.of("meshtrial-approver", "admin", "offline_access")))
                .claim("namespaces", "demo shop"))));
        assertThat(actor.may(Role.APPROVER, "shop")).isTrue();
        assertThat(actor.may(Role.ADMIN, "shop")).isFalse();
    }

    @Test
    void aTokenWithoutRolesIsKnownAndMayNothing() {
        Actor actor = actor(tokens.signIn(provider.token(claims -> claims.subject("guest"))));
        assertThat(actor.grants()).isEmpty();
    }

    @Test
    void anExpiredTokenIsRefused() {
        OidcTokens later = tokens(Clock.fixed(Instant.now().plusSeconds(700), ZoneOffset.UTC), null, "roles");
        assertThat(later.signIn(provider.token("vera", List.of("admin"), List.of("*"))))
                .isInstanceOfSatisfying(
                        SignIn.Refused.class,
                        refused -> assertThat(refused.reason()).contains("expired"));
    }

    @Test
    void aTokenThatNeverExpiresOrIsNotYetValidIsRefused() {
        refused(provider.token(claims -> claims.expirationTime(null)));
        refused(provider.token(
                claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(300)))));
    }

    @Test
    void aTokenOfAnotherIssuerOrForAnotherAudienceIsRefused() {
        refused(provider.token(claims -> claims.issuer("http://127.0.0.1:1")));
        refused(provider.token(claims -> claims.audience("another-service")));
        refused(provider.token(claims -> claims.audience((String) null)));
        refused(provider.token(claims -> claims.subject(null)));
    }

    @Test
    void aForgedTokenIsRefused() throws JOSEException {
        refused(provider.signed(OidcProvider.key("key-1"), claims -> claims));
        refused(provider.signed(OidcProvider.key("key-2"), claims -> claims));
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(provider.issuer())
                .audience(OidcProvider.AUDIENCE)
                .subject("mallory")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                .build();
        refused(new PlainJWT(claims).serialize());
        // The public key taken for a shared secret (RFC 8725, section 2.1).
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("key-1").build(), claims);
        confused.sign(new MACSigner(provider.key().toRSAPublicKey().getEncoded()));
        refused(confused.serialize());
        refused("a.b.c");
        refused("...");
    }

    @Test
    void whileTheProviderIsAwayNobodyIsRefusedForIt() {
        OidcTokens away = tokens(Clock.systemUTC(), URI.create("http://127.0.0.1:1/keys"), "roles");
        assertThat(away.signIn(provider.token("vera", List.of("admin"), List.of("*"))))
                .isInstanceOf(SignIn.Unanswered.class);
    }
}

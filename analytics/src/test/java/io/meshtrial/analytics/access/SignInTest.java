package io.meshtrial.analytics.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/** The sign-in of experiment-api, as analytics takes it. */
class SignInTest {

    private static final String ISSUER = "https://people.example";
    private static final String VIEWER = "token-of-a-viewer-in-demo";

    private static HttpServer keys;
    private static RSAKey key;
    private static Tokens tokens;

    @BeforeAll
    static void start() throws Exception {
        key = new RSAKeyGenerator(2048).keyID("k").generate();
        byte[] published = new JWKSet(key.toPublicJWK()).toString().getBytes(StandardCharsets.UTF_8);
        keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        keys.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, published.length);
            exchange.getResponseBody().write(published);
            exchange.close();
        });
        keys.start();
        tokens = tokens(URI.create("http://127.0.0.1:" + keys.getAddress().getPort() + "/keys"));
    }

    @AfterAll
    static void stop() {
        keys.stop(0);
    }

    private static Tokens tokens(URI jwkSetUri) {
        AccessSettings settings = new AccessSettings(
                "the-token-of-everything",
                List.of(new AccessSettings.NamedToken("vera", VIEWER, List.of("viewer"), List.of("demo"))),
                new AccessSettings.Oidc(
                        ISSUER, List.of("meshtrial"), jwkSetUri, "roles", "", "namespaces", Duration.ofSeconds(30)));
        return new Tokens(settings, new OidcTokens(settings, Clock.systemUTC()));
    }

    private static String signed(UnaryOperator<JWTClaimsSet.Builder> claims) throws JOSEException {
        JWTClaimsSet.Builder usual = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .audience("meshtrial")
                .subject("somebody")
                .expirationTime(Date.from(Instant.now().plusSeconds(600)));
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k").build(),
                claims.apply(usual).build());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private static Visitor visitor(SignIn signIn) {
        assertThat(signIn).isInstanceOf(SignIn.Known.class);
        return ((SignIn.Known) signIn).visitor();
    }

    @Test
    void configuredTokensSeeWhatTheyAreConfiguredFor() {
        assertThat(visitor(tokens.signIn("the-token-of-everything")).mayRead("shop"))
                .isTrue();
        assertThat(visitor(tokens.signIn(VIEWER)).mayRead("demo")).isTrue();
        assertThat(visitor(tokens.signIn(VIEWER)).mayRead("shop")).isFalse();
        assertThat(tokens.signIn("another")).isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void anyKnownRoleOfTheProvidersTokenLetsItsBearerRead() throws JOSEException {
        Visitor visitor = visitor(tokens.signIn(
                signed(claims -> claims.claim("roles", List.of("approver", "editor:shop", "emperor:bank"))
                        .claim("namespaces", "demo"))));
        assertThat(visitor.namespaces()).containsExactlyInAnyOrder("demo", "shop");
        assertThat(visitor(tokens.signIn(signed(claims -> claims))).namespaces())
                .isEmpty();
    }

    @Test
    void aTokenThatIsExpiredOrMeantForOthersIsRefused() throws JOSEException {
        assertThat(tokens.signIn(signed(claims -> claims.expirationTime(new Date(2_000)))))
                .isInstanceOf(SignIn.Refused.class);
        assertThat(tokens.signIn(signed(claims -> claims.expirationTime(null)))).isInstanceOf(SignIn.Refused.class);
        assertThat(tokens.signIn(signed(claims -> claims.audience("another")))).isInstanceOf(SignIn.Refused.class);
        assertThat(tokens.signIn(signed(claims -> claims.issuer("https://another.example"))))
                .isInstanceOf(SignIn.Refused.class);
    }

    @Test
    void theFilterAnswersWithAProblemAndNamesTheVisitor() throws Exception {
        assertThat(asked(tokens, "Bearer nonsense").getStatus()).isEqualTo(401);
        assertThat(asked(tokens, "Bearer " + VIEWER).getStatus()).isEqualTo(200);
        Tokens away = tokens(URI.create("http://127.0.0.1:1/keys"));
        assertThat(asked(away, "Bearer " + signed(claims -> claims)).getStatus())
                .isEqualTo(503);
    }

    private static MockHttpServletResponse asked(Tokens tokens, String authorization) throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/api/v1/results");
        request.addHeader("Authorization", authorization);
        MockHttpServletResponse response = new MockHttpServletResponse();
        new BearerTokenFilter(tokens, new ProblemWriter(JsonMapper.builder().build()))
                .doFilter(request, response, new MockFilterChain());
        if (response.getStatus() == 200) {
            assertThat(Visitor.of(request).namespaces()).containsExactly("demo");
        }
        return response;
    }
}

package io.meshtrial.experiment.access;

import io.meshtrial.experiment.rest.ProblemType;
import io.meshtrial.experiment.rest.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in whoever brings a known bearer token. Health and the API's own description are open. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
class TokenFilter extends OncePerRequestFilter {

    /** Without any token configured the server listens on loopback only, and whoever is there is let in. */
    private static final Actor LOOPBACK = new Actor("loopback", List.of(new Actor.Grant(Role.ADMIN, "*")));

    private final Tokens tokens;
    private final OidcTokens oidc;
    private final ProblemWriter problems;

    TokenFilter(Tokens tokens, OidcTokens oidc, ProblemWriter problems) {
        this.tokens = tokens;
        this.oidc = oidc;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.equals("/actuator/health")
                || path.startsWith("/actuator/health/")
                || path.startsWith("/v3/api-docs")
                || path.startsWith("/swagger-ui")
                || path.startsWith("/webjars/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (tokens.none() && oidc.none()) {
            if (CrossSite.isBehind(request)) {
                problems.write(
                        response,
                        ProblemType.FORBIDDEN,
                        "A page of another site may not use this API. Set meshtrial.token to let others in.");
                return;
            }
            chain.doFilter(new Known(request, LOOPBACK), response);
            return;
        }
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        boolean bearer = header != null && header.regionMatches(true, 0, "Bearer ", 0, 7);
        switch (bearer
                ? signIn(header.substring(7).strip())
                : new SignIn.Refused("Send Authorization: Bearer TOKEN.")) {
            case SignIn.Known known -> chain.doFilter(new Known(request, known.actor()), response);
            case SignIn.Unanswered unanswered ->
                problems.write(response, ProblemType.IDENTITY_UNAVAILABLE, unanswered.reason());
            case SignIn.Refused refused -> {
                response.setHeader(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer realm=\"meshtrial\"" + (bearer ? ", error=\"invalid_token\"" : ""));
                problems.write(response, ProblemType.UNAUTHENTICATED, refused.reason());
            }
        }
    }

    private SignIn signIn(String token) {
        Optional<Actor> configured = tokens.actorOf(token);
        return configured.isPresent() ? new SignIn.Known(configured.get()) : oidc.signIn(token);
    }

    private static final class Known extends HttpServletRequestWrapper {
        private final Actor actor;

        Known(HttpServletRequest request, Actor actor) {
            super(request);
            this.actor = actor;
        }

        @Override
        public Principal getUserPrincipal() {
            return actor;
        }
    }
}

package io.meshtrial.analytics.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks for a bearer token under {@code /api/}; where none is configured everybody on loopback may read. */
@Component
@Order(0)
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final Tokens tokens;
    private final ProblemWriter problems;

    BearerTokenFilter(Tokens tokens, ProblemWriter problems) {
        this.tokens = tokens;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        switch (signIn(request)) {
            case SignIn.Known known -> {
                known.visitor().comesWith(request);
                chain.doFilter(request, response);
            }
            case SignIn.Refused refused -> {
                response.setHeader("WWW-Authenticate", "Bearer");
                problems.write(
                        response,
                        Problems.of(HttpStatus.UNAUTHORIZED, "unauthenticated", "Not signed in", refused.reason()));
            }
            case SignIn.Unanswered unanswered ->
                problems.write(
                        response,
                        Problems.of(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "identity-unavailable",
                                "The OpenID provider does not answer",
                                "No token of it can be checked for now. Try again."));
        }
    }

    private SignIn signIn(HttpServletRequest request) {
        if (tokens.none()) {
            return CrossSite.isBehind(request)
                    ? new SignIn.Refused(
                            "A page of another site may not read here. Set meshtrial.token to let others in.")
                    : new SignIn.Known(Visitor.OF_EVERYTHING);
        }
        String header = request.getHeader("Authorization");
        return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? tokens.signIn(header.substring(SCHEME.length()).strip())
                : new SignIn.Refused("Send the header Authorization: Bearer with the token that the start printed.");
    }
}

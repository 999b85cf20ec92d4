package io.meshtrial.analytics.access;

import io.meshtrial.analytics.AnalyticsSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Asks for the configured bearer token under {@code /api/}; without a configured token everybody on loopback may read. */
@Component
@Order(0)
class BearerTokenFilter extends OncePerRequestFilter {

    private static final String SCHEME = "Bearer ";

    private final byte[] token;
    private final ProblemWriter problems;

    BearerTokenFilter(AnalyticsSettings settings, ProblemWriter problems) {
        this.token = settings.token().getBytes(StandardCharsets.UTF_8);
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return token.length == 0 || !request.getRequestURI().startsWith("/api/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isKnown(request.getHeader("Authorization"))) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer");
        problems.write(
                response,
                Problems.of(
                        HttpStatus.UNAUTHORIZED,
                        "unauthenticated",
                        "Not signed in",
                        "Send the header Authorization: Bearer with the token that the start printed."));
    }

    // Compared in constant time: an answer's delay must not tell how much of a guess was right.
    private boolean isKnown(@Nullable String header) {
        return header != null
                && header.startsWith(SCHEME)
                && MessageDigest.isEqual(
                        token, header.substring(SCHEME.length()).getBytes(StandardCharsets.UTF_8));
    }
}

package io.meshtrial.experiment.rest;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Reads each body once, up to a limit: larger ones are refused before anything looks at them. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 30)
class BodyLimitFilter extends OncePerRequestFilter {

    static final int LIMIT_BYTES = 1 << 20;

    private final ProblemWriter problems;

    BodyLimitFilter(ProblemWriter problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        byte[] body = request.getContentLengthLong() > LIMIT_BYTES
                ? null
                : request.getInputStream().readNBytes(LIMIT_BYTES + 1);
        if (body == null || body.length > LIMIT_BYTES) {
            problems.write(response, ProblemType.TOO_LARGE, "A body has at most " + LIMIT_BYTES + " bytes.");
            return;
        }
        if (NulCharacter.isIn(request.getQueryString(), request.getRequestURI(), body)) {
            problems.write(
                    response, ProblemType.MALFORMED_REQUEST, "There is a NUL character in it; no text here has one.");
            return;
        }
        chain.doFilter(new BufferedRequest(request, body), response);
    }
}

package io.meshtrial.catalog.fault;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Delays and fails requests for the catalogue; never those for health, metrics or the switch itself. */
@Component
final class FaultFilter extends OncePerRequestFilter {

    private final FaultSwitch faults;
    private final RandomGenerator random;

    FaultFilter(FaultSwitch faults, RandomGenerator random) {
        this.faults = faults;
        this.random = random;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/actuator/") || path.startsWith("/-/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Fault fault = faults.current();
        Duration latency = fault.drawLatency(random);
        if (latency.isPositive()) {
            pause(latency);
        }
        if (fault.drawError(random)) {
            response.sendError(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void pause(Duration latency) throws InterruptedIOException {
        try {
            Thread.sleep(latency);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped during an added latency");
        }
    }
}

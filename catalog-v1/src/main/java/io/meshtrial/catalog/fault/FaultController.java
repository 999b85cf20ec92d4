package io.meshtrial.catalog.fault;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Shows and changes the fault while the service runs, where {@code catalog.fault.switchable} allows it.
 *
 * <p>Only for a caller on this machine that came directly: what a proxy forwarded, a visitor sent.
 */
@RestController
@RequestMapping("/-/fault")
@ConditionalOnProperty("catalog.fault.switchable")
class FaultController {

    private final FaultSwitch faults;

    FaultController(FaultSwitch faults) {
        this.faults = faults;
    }

    /** The switch's body; what is absent is off. */
    record Body(
            @Nullable String latencyMedian,
            @Nullable Double latencySpread,
            @Nullable Double errorShare) {

        private static final double DEFAULT_SPREAD = 0.5;

        static Body of(Fault fault) {
            return new Body(
                    DurationStyle.SIMPLE.print(fault.latencyMedian()), fault.latencySpread(), fault.errorShare());
        }

        Fault toFault() {
            Duration median = latencyMedian == null ? Duration.ZERO : DurationStyle.detectAndParse(latencyMedian);
            return new Fault(
                    median,
                    Optional.ofNullable(latencySpread).orElse(DEFAULT_SPREAD),
                    Optional.ofNullable(errorShare).orElse(0.0));
        }
    }

    @GetMapping
    Body show(HttpServletRequest request) {
        requireLocal(request);
        return Body.of(faults.current());
    }

    @PutMapping
    Body change(HttpServletRequest request, @RequestBody Body body) {
        requireLocal(request);
        try {
            faults.change(body.toFault());
        } catch (IllegalArgumentException e) {
            throw problem(HttpStatus.UNPROCESSABLE_CONTENT, "/problems/bad-fault", String.valueOf(e.getMessage()));
        }
        return Body.of(faults.current());
    }

    @DeleteMapping
    Body clear(HttpServletRequest request) {
        requireLocal(request);
        faults.change(Fault.NONE);
        return Body.of(faults.current());
    }

    private static void requireLocal(HttpServletRequest request) {
        boolean forwarded = Stream.of("x-meshtrial", "x-request-id", "x-forwarded-for", "forwarded", "via")
                .anyMatch(header -> request.getHeader(header) != null);
        if (forwarded || !isLoopback(request.getRemoteAddr())) {
            throw problem(
                    HttpStatus.FORBIDDEN, "/problems/local-only", "Faults are switched from this machine, directly.");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static ErrorResponseException problem(HttpStatus status, String type, String detail) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setType(URI.create(type));
        return new ErrorResponseException(status, problem, null);
    }
}

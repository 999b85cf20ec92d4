package io.meshtrial.events.servlet;

import io.meshtrial.events.Draw;
import io.meshtrial.events.ExperimentCookie;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.emission.MirrorCopies;
import io.micrometer.core.instrument.Counter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what a request says of itself. Cookies are looked at and forgotten. */
final class ExchangeReader {

    private static final String REQUEST_ID = "x-request-id";

    private final Clock clock;
    private final Supplier<String> freshIds;
    private final Counter malformed;
    private final MirrorCopies copies;

    /**
     * @param freshIds makes ids for requests that have none
     * @param malformed counts identity headers that no route of ours wrote
     */
    ExchangeReader(Clock clock, Supplier<String> freshIds, Counter malformed, MirrorCopies copies) {
        this.clock = clock;
        this.freshIds = freshIds;
        this.malformed = malformed;
        this.copies = copies;
    }

    /** The exchange; empty, and counted, when the identity header is malformed or there are several, or for a mirror's copy. */
    Optional<Exchange> read(HttpServletRequest request) {
        long startNanos = System.nanoTime();
        Enumeration<String> headers = request.getHeaders(RequestIdentity.HEADER);
        Optional<RequestIdentity> identity = RequestIdentity.parse(headers.nextElement());
        if (identity.isEmpty() || headers.hasMoreElements()) {
            malformed.increment();
            return Optional.empty();
        }
        if (copies.take(request.getHeader("host"))) {
            return Optional.empty();
        }
        Draw draw = Draw.of(
                identity.get(), cookies(request, identity.get().cookieName()), request.getHeader(REQUEST_ID), freshIds);
        return Optional.of(new Exchange(identity.get(), draw, clock.instant(), startNanos));
    }

    private static List<ExperimentCookie> cookies(HttpServletRequest request, String name) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return List.of();
        }
        List<ExperimentCookie> parsed = new ArrayList<>(1);
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                ExperimentCookie.parse(cookie.getValue()).ifPresent(parsed::add);
            }
        }
        return parsed;
    }
}

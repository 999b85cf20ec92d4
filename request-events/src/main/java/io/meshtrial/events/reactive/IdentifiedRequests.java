package io.meshtrial.events.reactive;

import io.meshtrial.events.Draw;
import io.meshtrial.events.ExperimentCookie;
import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.emission.MirrorCopies;
import io.micrometer.core.instrument.Counter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Reads what a request says of itself. Cookies are looked at and forgotten. */
final class IdentifiedRequests {

    private static final String REQUEST_ID = "x-request-id";

    private final Clock clock;
    private final Supplier<String> freshIds;
    private final Counter malformed;
    private final MirrorCopies copies;

    /**
     * @param freshIds makes ids for requests that have none
     * @param malformed counts identity headers that no route of ours wrote
     */
    IdentifiedRequests(Clock clock, Supplier<String> freshIds, Counter malformed, MirrorCopies copies) {
        this.clock = clock;
        this.freshIds = freshIds;
        this.malformed = malformed;
        this.copies = copies;
    }

    /** The request under way; empty without an identity, and, counted, when that is malformed or there are several, or for a mirror's copy. */
    Optional<ReactiveExchange> read(ServerHttpRequest request) {
        long startNanos = System.nanoTime();
        List<String> headers = request.getHeaders().getOrEmpty(RequestIdentity.HEADER);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        Optional<RequestIdentity> identity = RequestIdentity.parse(headers.getFirst());
        if (identity.isEmpty() || headers.size() > 1) {
            malformed.increment();
            return Optional.empty();
        }
        if (copies.take(request.getHeaders().getFirst("host"))) {
            return Optional.empty();
        }
        List<ExperimentCookie> cookies = new ArrayList<>(1);
        request.getCookies()
                .getOrDefault(identity.get().cookieName(), List.of())
                .forEach(cookie -> ExperimentCookie.parse(cookie.getValue()).ifPresent(cookies::add));
        Draw draw = Draw.of(identity.get(), cookies, request.getHeaders().getFirst(REQUEST_ID), freshIds);
        return Optional.of(new ReactiveExchange(identity.get(), draw, clock.instant(), startNanos));
    }
}

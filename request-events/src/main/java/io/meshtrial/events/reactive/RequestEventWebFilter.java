package io.meshtrial.events.reactive;

import io.meshtrial.events.emission.EventAssembler;
import io.meshtrial.events.emission.EventEmitter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Makes one event of every request that carries an identity, when its response has ended, failed or been cancelled. */
final class RequestEventWebFilter implements WebFilter, Ordered {

    // Around whatever the service does to a request, but inside what only decorates every answer.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    private final IdentifiedRequests requests;
    private final EventAssembler events;
    private final EventEmitter emitter;

    RequestEventWebFilter(IdentifiedRequests requests, EventAssembler events, EventEmitter emitter) {
        this.requests = requests;
        this.events = events;
        this.emitter = emitter;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        Optional<ReactiveExchange> identified = requests.read(exchange.getRequest());
        if (identified.isEmpty()) {
            return chain.filter(exchange);
        }
        ReactiveExchange request = identified.get();
        exchange.getAttributes().put(ReactiveRequestValuesResolver.ATTRIBUTE, request.values());
        return chain.filter(exchange)
                .doOnSuccess(done -> end(request, exchange, null, false))
                .doOnError(failure -> end(request, exchange, failure, false))
                .doOnCancel(() -> end(request, exchange, null, true));
    }

    private void end(
            ReactiveExchange request, ServerWebExchange exchange, @Nullable Throwable failure, boolean cancelled) {
        if (request.end()) {
            emitter.emit(events.of(request.measured(exchange, failure, cancelled)));
        }
    }
}

package io.meshtrial.events.servlet;

import io.meshtrial.events.RequestIdentity;
import io.meshtrial.events.emission.EventEmitter;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Makes one event of every request that carries an identity.
 *
 * <p>An asynchronous or streaming response ends when the container says so, not when the filter chain returns. Its later
 * dispatches pass here too, since only here is it known whether the status had left when the application failed: after
 * that the container sends its error page.
 */
final class RequestEventFilter implements Filter {

    private static final String EXCHANGE = Exchange.class.getName();

    private final ExchangeReader reader;
    private final ExchangeEvent events;
    private final EventEmitter emitter;

    RequestEventFilter(ExchangeReader reader, ExchangeEvent events, EventEmitter emitter) {
        this.reader = reader;
        this.events = events;
        this.emitter = emitter;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http && response instanceof HttpServletResponse answer)
                || http.getHeader(RequestIdentity.HEADER) == null) {
            chain.doFilter(request, response);
        } else if (http.getDispatcherType() == DispatcherType.ASYNC) {
            continueExchange(http, answer, chain);
        } else {
            beginExchange(http, answer, chain);
        }
    }

    private void beginExchange(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Optional<Exchange> identified = reader.read(request);
        if (identified.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Exchange exchange = identified.get();
        request.setAttribute(EXCHANGE, exchange);
        request.setAttribute(RequestValuesArgumentResolver.ATTRIBUTE, exchange.values());
        try {
            pass(exchange, request, response, chain);
        } finally {
            exchange.routedBy(route(request));
            if (exchange.failure() == null && request.isAsyncStarted()) {
                request.getAsyncContext().addListener(new EndOfResponse(exchange, request, response));
            } else {
                end(exchange, request, response);
            }
        }
    }

    private void continueExchange(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(EXCHANGE) instanceof Exchange exchange) {
            pass(exchange, request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static void pass(
            Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            chain.doFilter(request, response);
        } catch (IOException | ServletException | RuntimeException | Error e) {
            exchange.failed(e, sentStatus(response));
            throw e;
        }
    }

    private void end(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
        if (exchange.end()) {
            emitter.emit(events.of(exchange, request, response));
        }
    }

    private static int sentStatus(HttpServletResponse response) {
        return response.isCommitted() ? response.getStatus() : 0;
    }

    private static String route(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return pattern == null ? "" : pattern.toString();
    }

    private final class EndOfResponse implements AsyncListener {

        private final Exchange exchange;
        private final HttpServletRequest request;
        private final HttpServletResponse response;

        EndOfResponse(Exchange exchange, HttpServletRequest request, HttpServletResponse response) {
            this.exchange = exchange;
            this.request = request;
            this.response = response;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            end(exchange, request, response);
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            exchange.timedOut();
        }

        @Override
        public void onError(AsyncEvent event) {
            if (exchange.failure() == null && event.getThrowable() != null) {
                exchange.failed(event.getThrowable(), sentStatus(response));
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            event.getAsyncContext().addListener(this);
        }
    }
}

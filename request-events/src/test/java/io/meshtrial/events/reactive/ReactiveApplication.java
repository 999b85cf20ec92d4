package io.meshtrial.events.reactive;

import io.meshtrial.events.RequestValues;
import java.time.Duration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service that answers in the ways a WebFlux service can. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class ReactiveApplication {

    static final Duration PAUSE = Duration.ofMillis(120);

    @RestController
    static class Answers {

        @GetMapping("/items/{id}")
        Mono<String> item(@PathVariable String id, RequestValues values) {
            values.put("results", id.length());
            return Mono.just(id);
        }

        @GetMapping("/refused/{id}")
        Mono<String> refused(@PathVariable String id) {
            return Mono.error(new ResponseStatusException(HttpStatus.CONFLICT));
        }

        @GetMapping("/broken")
        Mono<String> broken() {
            return Mono.error(new IllegalStateException("a fault of the application"));
        }

        @GetMapping("/never")
        Mono<String> never() {
            return Mono.<String>never().timeout(PAUSE);
        }

        @GetMapping(value = "/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> stream() {
            return Flux.just("begin", "end").delayElements(PAUSE);
        }

        @GetMapping(value = "/endless", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<Long> endless() {
            return Flux.interval(Duration.ofMillis(5)).onBackpressureDrop();
        }

        @GetMapping(value = "/stream-broken", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        Flux<String> streamBroken() {
            return Flux.concat(Flux.just("begin"), Flux.error(new IllegalStateException("a fault in mid-stream")));
        }
    }
}

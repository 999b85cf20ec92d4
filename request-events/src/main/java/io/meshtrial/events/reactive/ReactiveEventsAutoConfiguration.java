package io.meshtrial.events.reactive;

import io.meshtrial.events.emission.EventAssembler;
import io.meshtrial.events.emission.EventEmissionAutoConfiguration;
import io.meshtrial.events.emission.EventEmitter;
import io.meshtrial.events.emission.MirrorCopies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.result.method.annotation.ArgumentResolverConfigurer;

/** Makes a Spring WebFlux service emit request events. */
@AutoConfiguration(after = EventEmissionAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.REACTIVE)
@ConditionalOnClass(WebFluxConfigurer.class)
public class ReactiveEventsAutoConfiguration {

    @Bean
    @ConditionalOnBean(EventEmitter.class)
    RequestEventWebFilter meshtrialRequestEventWebFilter(
            EventEmitter emitter,
            EventAssembler assembler,
            MirrorCopies copies,
            ObjectProvider<Clock> clock,
            ObjectProvider<MeterRegistry> meters) {
        Counter malformed = Counter.builder("meshtrial.events.malformed")
                .description("Requests with an identity header that no owned route wrote")
                .register(meters.getIfAvailable(() -> Metrics.globalRegistry));
        IdentifiedRequests requests = new IdentifiedRequests(
                clock.getIfAvailable(Clock::systemUTC), () -> UUID.randomUUID().toString(), malformed, copies);
        return new RequestEventWebFilter(requests, assembler, emitter);
    }

    /** Handlers may ask for values whether or not events are on. */
    @Bean
    WebFluxConfigurer meshtrialReactiveRequestValues() {
        return new WebFluxConfigurer() {
            @Override
            public void configureArgumentResolvers(ArgumentResolverConfigurer configurer) {
                configurer.addCustomResolver(new ReactiveRequestValuesResolver());
            }
        };
    }
}

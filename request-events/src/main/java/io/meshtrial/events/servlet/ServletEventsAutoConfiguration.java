package io.meshtrial.events.servlet;

import io.meshtrial.events.emission.EventAssembler;
import io.meshtrial.events.emission.EventEmissionAutoConfiguration;
import io.meshtrial.events.emission.EventEmitter;
import io.meshtrial.events.emission.MirrorCopies;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import jakarta.servlet.DispatcherType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Makes a Spring MVC service emit request events. */
@AutoConfiguration(after = EventEmissionAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(WebMvcConfigurer.class)
public class ServletEventsAutoConfiguration {

    // Around whatever the service does to a request, but inside what only decorates every answer.
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    @ConditionalOnBean(EventEmitter.class)
    FilterRegistrationBean<RequestEventFilter> meshtrialRequestEventFilter(
            EventEmitter emitter,
            EventAssembler assembler,
            MirrorCopies copies,
            ObjectProvider<Clock> clock,
            ObjectProvider<MeterRegistry> meters) {
        Counter malformed = Counter.builder("meshtrial.events.malformed")
                .description("Requests with an identity header that no owned route wrote")
                .register(meters.getIfAvailable(() -> Metrics.globalRegistry));
        ExchangeReader reader = new ExchangeReader(
                clock.getIfAvailable(Clock::systemUTC), () -> UUID.randomUUID().toString(), malformed, copies);
        FilterRegistrationBean<RequestEventFilter> filter =
                new FilterRegistrationBean<>(new RequestEventFilter(reader, new ExchangeEvent(assembler), emitter));
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC);
        filter.setAsyncSupported(true);
        filter.setOrder(ORDER);
        return filter;
    }

    /** Handlers may ask for values whether or not events are on. */
    @Bean
    WebMvcConfigurer meshtrialRequestValues() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new RequestValuesArgumentResolver());
            }
        };
    }
}

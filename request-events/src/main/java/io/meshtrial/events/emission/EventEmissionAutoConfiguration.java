package io.meshtrial.events.emission;

import io.meshtrial.events.UnitHash;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.kafka.core.ProducerFactory;

/** The queue, its sender and their meters. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@ConditionalOnProperty(name = "meshtrial.events.enabled", matchIfMissing = true)
@EnableConfigurationProperties(EventProperties.class)
public class EventEmissionAutoConfiguration {

    private static final Logger log = LoggerFactory.getLogger(EventEmissionAutoConfiguration.class);

    @Bean
    EmittingService meshtrialEmittingService(EventProperties properties, Environment environment) {
        if (properties.version().isBlank()) {
            log.warn("meshtrial.events.version is not set: this service's events will count for no variant");
        }
        String service = Optional.ofNullable(properties.service())
                .or(() -> Optional.ofNullable(environment.getProperty("spring.application.name")))
                .orElse("");
        String pod = Optional.ofNullable(properties.pod())
                .or(() -> Optional.ofNullable(environment.getProperty("HOSTNAME")))
                .orElse("");
        return new EmittingService(service, properties.version(), pod);
    }

    @Bean
    UnitHash meshtrialUnitHash(EventProperties properties) {
        return new UnitHash(properties.salt());
    }

    @Bean
    EventAssembler meshtrialEventAssembler(EmittingService service, UnitHash hash) {
        return new EventAssembler(service, hash);
    }

    @Bean
    MirrorCopies meshtrialMirrorCopies(EventProperties properties, ObjectProvider<MeterRegistry> meters) {
        return new MirrorCopies(
                properties.mirrorSuffix(),
                Counter.builder("meshtrial.events.mirrored")
                        .description("Copies that a proxy made of requests: no events")
                        .register(meters.getIfAvailable(() -> Metrics.globalRegistry)));
    }

    @Bean
    EventEmitter meshtrialEventEmitter(EventProperties properties) {
        String instance = Optional.ofNullable(properties.instance())
                .orElseGet(() ->
                        HexFormat.of().toHexDigits(RandomGenerator.getDefault().nextLong()));
        return new EventEmitter(instance, properties.queueCapacity());
    }

    @Bean
    EmissionLifecycle meshtrialEventLifecycle(
            EventEmitter emitter, ProducerFactory<?, ?> producers, EventProperties properties) {
        EventSender sender = new EventSender(
                emitter,
                EventProducers.from(producers, properties),
                new BackOff(properties.maxBackOff(), RandomGenerator.getDefault()),
                properties.maxInFlight(),
                properties.shutdownTimeout());
        return new EmissionLifecycle(emitter, sender, properties.shutdownTimeout());
    }

    @Bean
    MeterBinder meshtrialEventMetrics(EventEmitter emitter) {
        return new EventMetrics(emitter);
    }
}

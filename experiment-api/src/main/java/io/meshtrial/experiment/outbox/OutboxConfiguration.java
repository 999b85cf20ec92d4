package io.meshtrial.experiment.outbox;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaProducerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.support.ProducerListener;

/** What the outbox makes needless in a producer: what was not sent stays in the store, and the relay says why. */
@Configuration
class OutboxConfiguration {

    private static final int CLOSE_SECONDS = 1;

    /** Without it a stop waits for a broker that is away for as long as a delivery may take. */
    @Bean
    DefaultKafkaProducerFactoryCustomizer closesAtOnce() {
        return factory -> factory.setPhysicalCloseTimeout(CLOSE_SECONDS);
    }

    /** In the place of one that logs every message that could not be sent. */
    @Bean
    ProducerListener<Object, Object> saysNothing() {
        return new ProducerListener<>() {};
    }
}

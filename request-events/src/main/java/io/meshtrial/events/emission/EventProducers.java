package io.meshtrial.events.emission;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Producers with the service's own connection settings ({@code spring.kafka.*}: addresses, TLS, SASL) and, for the rest,
 * what events need.
 */
final class EventProducers {

    private static final int LINGER_MILLIS = 20;
    private static final int BUFFER_BYTES = 64 * 1024 * 1024;
    private static final Duration MAX_BLOCK = Duration.ofSeconds(2);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);

    private EventProducers() {}

    static Supplier<Producer<byte[], byte[]>> from(ProducerFactory<?, ?> service, EventProperties properties) {
        Map<String, Object> settings = settings(service.getConfigurationProperties(), properties);
        return () -> new DefaultKafkaProducerFactory<byte[], byte[]>(settings).createNonTransactionalProducer();
    }

    static Map<String, Object> settings(Map<String, Object> service, EventProperties properties) {
        Duration delivery = properties.deliveryTimeout();
        Duration request = delivery.compareTo(LONGEST_REQUEST) < 0 ? delivery.dividedBy(2) : LONGEST_REQUEST;
        Map<String, Object> settings = new HashMap<>(service);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "meshtrial-events");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(request.toMillis()));
        settings.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Math.max(delivery.toMillis(), request.toMillis() + LINGER_MILLIS)));
        settings.put(
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                properties.maxBackOff().toMillis());
        return settings;
    }
}

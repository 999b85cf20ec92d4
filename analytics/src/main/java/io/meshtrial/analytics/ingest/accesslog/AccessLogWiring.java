package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.events.UnitHash;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The receiver's parts, where a port is configured. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("meshtrial.access-log.port")
class AccessLogWiring {

    private static final int LINGER_MILLIS = 5;
    private static final int LOOK_EVERY_MILLIS = 50;
    private static final int MAX_BLOCK_MILLIS = 1_000;
    private static final int DELIVERY_MILLIS = 30_000;
    private static final int REQUEST_MILLIS = 10_000;

    @Bean
    AccessLogCounts accessLogCounts() {
        return new AccessLogCounts();
    }

    @Bean(initMethod = "start")
    ProxyStatistics proxyStatistics(AccessLogSettings settings) {
        return new ProxyStatistics(settings.proxyStatistics(), settings.proxyStatisticsEvery());
    }

    @Bean
    ReceptionMonitor receptionMonitor(AccessLogCounts counts, ProxyStatistics statistics) {
        return new ReceptionMonitor(counts, statistics);
    }

    @Bean
    AccessLogMetrics accessLogMetrics(AccessLogCounts counts, ProxyStatistics statistics) {
        return new AccessLogMetrics(counts, statistics);
    }

    @Bean(initMethod = "start")
    AccessLogReceiver accessLogReceiver(
            AccessLogSettings settings,
            Definitions definitions,
            CompactedTopicReader definitionsReader,
            AccessLogCounts counts,
            KafkaProperties properties,
            KafkaConnectionDetails connection) {
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        RecordWriter records = new RecordWriter(
                new KafkaProducer<>(
                        producer(properties, connection), new ByteArraySerializer(), new ByteArraySerializer()),
                executor,
                counts);
        CompletableFuture<Void> ready = new CompletableFuture<>();
        whenCaughtUp(definitionsReader, ready, executor);
        EntryReader reader = new EntryReader(
                new UnitHash(settings.salt()),
                new RouteTemplates(settings.routes()),
                definitions::find,
                () -> UUID.randomUUID().toString());
        EntryWriter entries = new EntryWriter(
                reader, records, counts, "access-log-" + UUID.randomUUID().toString());
        return new AccessLogReceiver(
                settings, new AccessLogService(entries, counts, settings.maximumStreams(), ready), records, executor);
    }

    /** Without the definitions, requests that reached no pod would have no arm, and would count against the verdict. */
    private static void whenCaughtUp(CompactedTopicReader reader, CompletableFuture<Void> ready, Executor executor) {
        if (reader.isCaughtUp()) {
            ready.complete(null);
        } else {
            CompletableFuture.delayedExecutor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS, executor)
                    .execute(() -> whenCaughtUp(reader, ready, executor));
        }
    }

    private static Map<String, Object> producer(KafkaProperties properties, KafkaConnectionDetails connection) {
        Map<String, Object> settings = new HashMap<>(properties.buildProducerProperties());
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getProducer().getBootstrapServers()));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "meshtrial-access-log");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MILLIS);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MILLIS);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        return settings;
    }
}

package io.meshtrial.analytics.ingest.accesslog;

import io.meshtrial.analytics.ingest.CompactedTopicReader;
import io.meshtrial.analytics.ingest.Definitions;
import io.meshtrial.analytics.ingest.Topics;
import io.meshtrial.events.UnitHash;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
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

    /** In a type of its own: a bare executor would take the place of the application's. */
    record Threads(ExecutorService executor) {}

    @Bean
    Threads accessLogThreads() {
        return new Threads(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** Closed by the receiver, after its streams. */
    @Bean(destroyMethod = "")
    RecordWriter recordWriter(
            KafkaProperties properties, KafkaConnectionDetails connection, Threads threads, AccessLogCounts counts) {
        return new RecordWriter(
                new KafkaProducer<>(
                        producer(properties, connection), new ByteArraySerializer(), new ByteArraySerializer()),
                threads.executor(),
                counts);
    }

    @Bean
    StreamTails streamTails(RecordWriter records, AccessLogCounts counts, Threads threads) {
        return new StreamTails(records, counts, UUID.randomUUID().toString(), threads.executor(), StreamTails.SILENCE);
    }

    @Bean(initMethod = "start")
    CompactedTopicReader tailsReader(StreamTails tails, KafkaProperties properties, KafkaConnectionDetails connection) {
        return new CompactedTopicReader(
                Topics.ACCESS_LOG_TAILS,
                () -> new KafkaConsumer<>(
                        consumer(properties, connection), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                tails);
    }

    @Bean(initMethod = "start")
    AccessLogReceiver accessLogReceiver(
            AccessLogSettings settings,
            Definitions definitions,
            CompactedTopicReader definitionsReader,
            CompactedTopicReader tailsReader,
            StreamTails tails,
            RecordWriter records,
            Threads threads,
            AccessLogCounts counts) {
        CompletableFuture<Void> ready = new CompletableFuture<>();
        whenCaughtUp(List.of(definitionsReader, tailsReader), ready, threads.executor());
        EntryReader reader = new EntryReader(
                new UnitHash(settings.salt()),
                new RouteTemplates(settings.routes()),
                definitions::find,
                () -> UUID.randomUUID().toString());
        EntryWriter entries = new EntryWriter(
                reader, records, counts, "access-log-" + UUID.randomUUID().toString());
        return new AccessLogReceiver(
                settings,
                new AccessLogService(entries, counts, tails, settings.maximumStreams(), ready),
                records,
                threads.executor());
    }

    /** Without the definitions, requests that reached no pod would have no arm, and would count against the verdict. */
    private static void whenCaughtUp(
            List<CompactedTopicReader> readers, CompletableFuture<Void> ready, Executor executor) {
        if (readers.stream().allMatch(CompactedTopicReader::isCaughtUp)) {
            ready.complete(null);
        } else {
            CompletableFuture.delayedExecutor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS, executor)
                    .execute(() -> whenCaughtUp(readers, ready, executor));
        }
    }

    private static Map<String, Object> consumer(KafkaProperties properties, KafkaConnectionDetails connection) {
        Map<String, Object> settings = new HashMap<>(properties.buildConsumerProperties());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                String.join(",", connection.getConsumer().getBootstrapServers()));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return settings;
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

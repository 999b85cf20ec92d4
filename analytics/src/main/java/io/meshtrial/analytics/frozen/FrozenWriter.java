package io.meshtrial.analytics.frozen;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.comparison.FrozenArchive;
import io.meshtrial.analytics.comparison.FrozenValue;
import io.meshtrial.analytics.comparison.RunId;
import io.meshtrial.analytics.ingest.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes proposals to the topic, one at a time of each subject, on a thread of its own. */
public final class FrozenWriter implements FrozenArchive, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FrozenWriter.class);
    private static final int PATIENCE_MILLIS = 5_000;

    private final Map<String, Object> settings;
    private final String writer;
    private final AtomicLong number = new AtomicLong();
    private final Set<Proposal> underWay = ConcurrentHashMap.newKeySet();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("frozen-writer").factory());
    private volatile @Nullable Producer<byte[], byte[]> producer;

    private record Proposal(RunId run, String subject) {}

    /** @param writer unique to this process */
    public FrozenWriter(Map<String, Object> settings, String writer) {
        this.settings = Map.copyOf(settings);
        this.writer = writer;
    }

    /** A producer that waits for every replica and soon says so when Kafka is away. */
    public static Map<String, Object> settings(Map<String, Object> connection) {
        Map<String, Object> settings = new HashMap<>(connection);
        settings.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "meshtrial-frozen");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * PATIENCE_MILLIS);
        return settings;
    }

    @Override
    public void propose(RunId run, FrozenValue value) {
        Proposal proposal = new Proposal(run, value.subject());
        if (underWay.add(proposal)) {
            try {
                thread.execute(() -> send(proposal, FrozenRow.of(run, value)));
            } catch (RejectedExecutionException e) {
                LOG.debug("Closing: {} is proposed again after the restart", value.subject());
            }
        }
    }

    /** Tombstones. One that is lost is written again when its row is read. */
    void remove(Set<String> keys) {
        List<String> wanted = List.copyOf(keys);
        try {
            thread.execute(() -> wanted.forEach(this::removeNow));
        } catch (RejectedExecutionException e) {
            LOG.debug("Closing: {} rows of a deleted experiment stay until they are read again", wanted.size());
        }
    }

    private void removeNow(String key) {
        try {
            opened().send(new ProducerRecord<>(Topics.FROZEN, key.getBytes(UTF_8), null), (metadata, failure) -> {
                if (failure != null) {
                    LOG.warn("Could not remove {}: {}", key, failure.toString());
                }
            });
        } catch (KafkaException e) {
            LOG.warn("Could not remove {}: {}", key, e.toString());
        }
    }

    /** The topic has handed a value back: another one of the same subject may be proposed. */
    void settled(RunId run, String subject) {
        underWay.remove(new Proposal(run, subject));
    }

    /** The topic is read anew; whatever was under way is found there or proposed again. */
    void restarted() {
        underWay.clear();
    }

    private void send(Proposal proposal, FrozenRow row) {
        try {
            byte[] key = row.key(writer, number.incrementAndGet());
            opened().send(new ProducerRecord<>(Topics.FROZEN, key, row.json()), (metadata, failure) -> {
                if (failure != null) {
                    failed(proposal, failure);
                }
            });
        } catch (KafkaException e) {
            failed(proposal, e);
        }
    }

    /** On the writer's thread. */
    private Producer<byte[], byte[]> opened() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
            producer = open;
        }
        return open;
    }

    private void failed(Proposal proposal, Exception failure) {
        LOG.warn("Could not keep {} of {}: {}", proposal.subject, proposal.run.experiment(), failure.toString());
        underWay.remove(proposal);
    }

    @Override
    public void close() {
        thread.shutdownNow();
        Producer<byte[], byte[]> open = producer;
        if (open != null) {
            open.close(Duration.ofSeconds(2));
        }
    }
}

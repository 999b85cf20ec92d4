package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.tally.StreamState.Phase;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the topology; waits for what it needs, and begins anew when it fails. */
public final class TallyStream implements AutoCloseable {

    /** Makes sure that the stream's surroundings are there; fails while they are not. */
    public interface Precondition {

        /** @throws Exception while the stream cannot start; its message becomes the cause that is shown */
        void ensure() throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(TallyStream.class);
    /** Batches that wait in a partition's queue before its fetching pauses. */
    private static final int QUEUED_BATCHES = 16;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Properties settings;
    private final Measurements measurements;
    private final TallyBounds bounds;
    private final Precondition precondition;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Refusals refusals = new Refusals();
    private volatile StreamState state = new StreamState(Phase.CONNECTING, "not started yet");

    /**
     * @param settings of Kafka Streams; processing is exactly once whatever they say
     */
    public TallyStream(
            Map<String, Object> settings, Measurements measurements, TallyBounds bounds, Precondition precondition) {
        this.settings = new Properties();
        this.settings.putAll(settings);
        this.settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        this.settings.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, ProductionFailures.class.getName());
        this.settings.put(ProductionFailures.REFUSALS, refusals);
        this.settings.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, QUEUED_BATCHES);
        this.measurements = measurements;
        this.bounds = bounds;
        this.precondition = precondition;
        this.thread = Thread.ofPlatform().name("tally-stream").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    public StreamState state() {
        return state;
    }

    /** Failures to write, and of the stream's threads, since the start; each was followed by another attempt. */
    public long failures() {
        return refusals.failures();
    }

    /** Rows that were too large to be written since the start: tallies miss what they hold. */
    public long refusedRows() {
        return refusals.rows();
    }

    /** What failed last, also when all is well again; null when nothing ever did. */
    public @Nullable String lastFailure() {
        return refusals.lastFailure();
    }

    /** The compacted topic with the partial tallies of each partition. */
    public static String talliesTopic(String applicationId) {
        return TallyTopology.talliesTopic(applicationId);
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSING.plusSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (closing.getCount() > 0) {
                runOnce();
                closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = new StreamState(Phase.CLOSED, null);
    }

    private void runOnce() throws InterruptedException {
        try {
            precondition.ensure();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            state = new StreamState(Phase.CONNECTING, String.valueOf(e.getMessage()));
            return;
        }
        CountDownLatch ended = new CountDownLatch(1);
        try (KafkaStreams streams = new KafkaStreams(
                TallyTopology.build(measurements, bounds, refusals), settings, new BatchingClients())) {
            streams.setUncaughtExceptionHandler(failure -> {
                refusals.failed(failure.toString());
                LOG.error("The stream's thread is replaced after a failure", failure);
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
            streams.setStateListener((now, before) -> {
                state = of(now);
                if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                    ended.countDown();
                }
            });
            streams.start();
            while (closing.getCount() > 0 && !ended.await(200, TimeUnit.MILLISECONDS)) {
                // The state listener says what there is to say.
            }
            streams.close(CLOSING);
        }
    }

    private static StreamState of(KafkaStreams.State now) {
        return switch (now) {
            case RUNNING -> new StreamState(Phase.RUNNING, null);
            case CREATED, REBALANCING -> new StreamState(Phase.RESTORING, null);
            case ERROR, PENDING_ERROR -> new StreamState(Phase.FAILED, "the stream's thread failed; see the log");
            case PENDING_SHUTDOWN, NOT_RUNNING -> new StreamState(Phase.CLOSED, null);
        };
    }
}

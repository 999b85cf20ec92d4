package io.meshtrial.analytics.ingest.accesslog;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for proxies; at a stop it takes in what they have sent, and waits until Kafka has it. */
final class AccessLogReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AccessLogReceiver.class);
    private static final int FLOW_CONTROL_BYTES = 256 * 1024;
    private static final int STREAMS_PER_CONNECTION = 64;
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(5);
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final Duration QUIET = Duration.ofMillis(500);
    /** What was under way to us when a stream was turned away has arrived by then. */
    private static final Duration SETTLED = Duration.ofMillis(50);

    private static final int LOOK_EVERY_MILLIS = 20;

    private final AccessLogSettings settings;
    private final AccessLogService service;
    private final RecordWriter writer;
    private final ExecutorService executor;
    private @Nullable Server server;

    /** @param executor runs the streams, each of which may wait for the producer */
    AccessLogReceiver(
            AccessLogSettings settings, AccessLogService service, RecordWriter writer, ExecutorService executor) {
        this.settings = settings;
        this.service = service;
        this.writer = writer;
        this.executor = executor;
    }

    /** @throws UncheckedIOException when the address cannot be listened on */
    void start() {
        int port = Objects.requireNonNull(settings.port(), "meshtrial.access-log.port");
        InetSocketAddress address = new InetSocketAddress(settings.address(), port);
        try {
            server = NettyServerBuilder.forAddress(address)
                    .addService(service.definition())
                    .executor(executor)
                    .maxInboundMessageSize(settings.maximumMessageBytes())
                    .flowControlWindow(FLOW_CONTROL_BYTES)
                    .maxConcurrentCallsPerConnection(STREAMS_PER_CONNECTION)
                    .permitKeepAliveTime(KEEP_ALIVE.toSeconds(), TimeUnit.SECONDS)
                    .permitKeepAliveWithoutCalls(true)
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("access logs cannot be received on " + address, e);
        }
        LOG.info("Receiving access logs on {}:{}", address.getHostString(), port());
    }

    /** The port that is listened on; −1 before the start. */
    int port() {
        Server listening = server;
        return listening == null ? -1 : listening.getPort();
    }

    boolean isListening() {
        Server listening = server;
        return listening != null && !listening.isShutdown();
    }

    @Override
    public void close() {
        Server listening = server;
        try {
            if (listening != null) {
                listening.shutdown();
                drain();
                listening.shutdownNow().awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            service.openStreams().forEach(AccessLogStream::leave);
            writer.close();
            executor.shutdown();
        }
    }

    /**
     * Proxies send what they have every second or 16 KiB: a stream is turned away in a pause. Under traffic that makes none
     * an ever shorter one will do, so that the last quarter of the time is left for Kafka.
     */
    private void drain() throws InterruptedException {
        long began = System.nanoTime();
        long all = settings.drainTimeout().toNanos();
        long turning = all / 4 * 3;
        CountDownLatch never = new CountDownLatch(1);
        Set<AccessLogStream> streams = service.openStreams();
        long passed = 0;
        while (passed < all && !streams.isEmpty()) {
            long left = turning - passed;
            Duration quiet = left <= 0 ? Duration.ZERO : Duration.ofNanos(QUIET.toNanos() * left / turning);
            for (AccessLogStream stream : streams) {
                if (left <= 0 || !stream.isBusy(quiet)) {
                    stream.turnAway();
                }
            }
            if (streams.stream().allMatch(stream -> stream.isTurnedAway() && !stream.isBusy(SETTLED))) {
                return;
            }
            never.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            streams = service.openStreams();
            passed = System.nanoTime() - began;
        }
        if (!streams.isEmpty()) {
            LOG.warn("Kafka did not take everything within {}: the rest is given up", settings.drainTimeout());
        }
    }
}

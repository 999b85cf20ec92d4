package io.meshtrial.analytics.ingest.accesslog;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage.Identifier;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One proxy worker's stream. Few messages are asked for ahead; the next one only when Kafka has acknowledged one, so that
 * while Kafka is away the proxy is held back by gRPC's flow control and no more than those few are in memory.
 */
final class AccessLogStream implements StreamObserver<byte[]> {

    /** Messages of a stream that wait for Kafka at most. */
    static final int WINDOW = 4;

    private final ServerCallStreamObserver<StreamAccessLogsResponse> call;
    private final EntryWriter writer;
    private final AccessLogCounts counts;
    private final BrokenStreams broken;
    private final Consumer<AccessLogStream> ended;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final LogClock clock = new LogClock();
    private String pod = ProxyName.UNKNOWN;
    private String proxy = ProxyName.UNKNOWN;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile long lastStepNanos = System.nanoTime();
    private volatile CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);

    /** @param ended told once when no more messages can come */
    AccessLogStream(
            ServerCallStreamObserver<StreamAccessLogsResponse> call,
            EntryWriter writer,
            AccessLogCounts counts,
            BrokenStreams broken,
            Consumer<AccessLogStream> ended) {
        this.call = call;
        this.writer = writer;
        this.counts = counts;
        this.broken = broken;
        this.ended = ended;
    }

    /** @param ready when the first messages are asked for */
    void begin(CompletableFuture<Void> ready) {
        counts.streamOpened();
        call.disableAutoRequest();
        ready.thenRun(() -> call.request(WINDOW));
    }

    @Override
    public void onNext(byte[] bytes) {
        if (isClosed.get()) {
            return;
        }
        counts.message();
        lastStepNanos = System.nanoTime();
        LogMessage message = LogMessage.parse(bytes);
        Identifier identifier = message.identifier();
        if (identifier != null) {
            proxy = identifier.getNode().getId();
            pod = ProxyName.pod(proxy);
        }
        boolean first = clock.isEmpty();
        CompletableFuture<Void> written = writer.write(message, pod, clock);
        if (first && !clock.isEmpty()) {
            broken.succeededBy(proxy, clock.firstEndMicros()).ifPresent(counts::estimatedLost);
        }
        pending = CompletableFuture.allOf(pending, written);
        written.thenRun(() -> {
            lastStepNanos = System.nanoTime();
            call.request(1);
        });
    }

    /** Completes when all that has come so far is acknowledged or given up. */
    CompletableFuture<Void> acknowledged() {
        return pending;
    }

    /** Whether a message may still be on its way in, or is on its way to Kafka. */
    boolean isBusy(Duration quiet) {
        return !pending.isDone() || System.nanoTime() - lastStepNanos < quiet.toNanos();
    }

    /** Tells the proxy to open its stream elsewhere; what has come stays on its way to Kafka, and no more is taken. */
    void turnAway() {
        if (isClosed.compareAndSet(false, true)) {
            call.onError(Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException());
        }
    }

    @Override
    public void onError(Throwable cause) {
        counts.streamBroken();
        end();
    }

    @Override
    public void onCompleted() {
        pending.thenRun(() -> {
            if (isClosed.compareAndSet(false, true)) {
                call.onNext(StreamAccessLogsResponse.getDefaultInstance());
                call.onCompleted();
            }
        });
        end();
    }

    private void end() {
        if (isEnded.compareAndSet(false, true)) {
            if (!clock.isEmpty()) {
                broken.add(proxy, clock.tail());
            }
            // What it brought is still in memory until Kafka has it: so long it counts among the streams.
            pending.thenRun(() -> {
                counts.streamEnded();
                ended.accept(this);
            });
        }
    }
}

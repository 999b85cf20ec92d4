package io.meshtrial.analytics.ingest.accesslog;

import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsMessage.Identifier;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.meshtrial.analytics.ingest.accesslog.LogClock.Tail;
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
    private final StreamTails tails;
    private final Consumer<AccessLogStream> ended;
    private final String name;
    private final AtomicBoolean isEnded = new AtomicBoolean();
    private final LogClock clock = new LogClock();
    private volatile String pod = ProxyName.UNKNOWN;
    private volatile String proxy = ProxyName.UNKNOWN;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile long lastStepNanos = System.nanoTime();
    private volatile CompletableFuture<Void> pending = CompletableFuture.completedFuture(null);
    private Tail acknowledged = Tail.NONE;

    /** @param ended told once when no more messages can come */
    AccessLogStream(
            ServerCallStreamObserver<StreamAccessLogsResponse> call,
            EntryWriter writer,
            AccessLogCounts counts,
            StreamTails tails,
            Consumer<AccessLogStream> ended) {
        this.call = call;
        this.writer = writer;
        this.counts = counts;
        this.tails = tails;
        this.ended = ended;
        this.name = tails.next();
    }

    /** @param ready when the first messages are asked for */
    void begin(CompletableFuture<Void> ready) {
        counts.streamOpened();
        call.disableAutoRequest();
        ready.thenRun(() -> call.request(WINDOW));
    }

    /** Also what was asked for and comes after the proxy was turned away is taken. */
    @Override
    public void onNext(byte[] bytes) {
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
            tails.begins(proxy, clock.firstEndMicros());
        }
        CompletableFuture<Void> upToHere = CompletableFuture.allOf(pending, written);
        pending = upToHere;
        if (!clock.isEmpty()) {
            Tail tail = clock.tail();
            tails.whenDone(upToHere, () -> acknowledged(tail));
        }
        written.thenRun(() -> {
            lastStepNanos = System.nanoTime();
            if (!isClosed.get()) {
                call.request(1);
            }
        });
    }

    private synchronized void acknowledged(Tail tail) {
        if (tail.entries() > acknowledged.entries() && !isEnded.get() && !writer.isClosed()) {
            acknowledged = tail;
            tails.moved(name, proxy, tail);
        }
    }

    /** Whether a message may still be on its way in, or is on its way to Kafka. */
    boolean isBusy(Duration quiet) {
        return !pending.isDone() || System.nanoTime() - lastStepNanos < quiet.toNanos();
    }

    /** Tells the proxy to open its stream elsewhere; no more is asked for. */
    void turnAway() {
        if (isClosed.compareAndSet(false, true)) {
            call.onError(Status.UNAVAILABLE.withDescription("shutting down").asRuntimeException());
        }
    }

    /** Nothing is noted of the stream as of a living one after that. */
    private synchronized boolean isFirstEnd() {
        return isEnded.compareAndSet(false, true);
    }

    boolean isTurnedAway() {
        return isClosed.get();
    }

    /** Leaves behind up to where Kafka has the stream, when its receiver stops: before the writer gives anything up. */
    synchronized void leave() {
        if (isFirstEnd()) {
            Tail tail = pending.isDone() && !clock.isEmpty() ? clock.tail() : acknowledged;
            if (tail.entries() > 0) {
                tails.broke(name, proxy, tail);
            }
            counts.streamEnded();
            ended.accept(this);
        }
    }

    @Override
    public void onError(Throwable cause) {
        if (isFirstEnd()) {
            counts.streamBroken();
            if (!clock.isEmpty()) {
                tails.broke(name, proxy, clock.tail());
            }
            endWhenWritten();
        }
    }

    @Override
    public void onCompleted() {
        pending.thenRun(() -> {
            if (isClosed.compareAndSet(false, true)) {
                call.onNext(StreamAccessLogsResponse.getDefaultInstance());
                call.onCompleted();
            }
        });
        if (isFirstEnd()) {
            tails.completed(name);
            endWhenWritten();
        }
    }

    /** What it brought is still in memory until Kafka has it: so long it counts among the streams. */
    private void endWhenWritten() {
        pending.thenRun(() -> {
            counts.streamEnded();
            ended.accept(this);
        });
    }
}

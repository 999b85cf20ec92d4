package io.meshtrial.analytics.ingest.accesslog;

import io.envoyproxy.envoy.service.accesslog.v3.AccessLogServiceGrpc;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.MethodDescriptor;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The gRPC service {@code envoy.service.accesslog.v3.AccessLogService}. Messages arrive as bytes: a message that cannot be
 * read would otherwise end its stream before anyone could quarantine it.
 */
final class AccessLogService {

    static final MethodDescriptor<byte[], StreamAccessLogsResponse> METHOD =
            AccessLogServiceGrpc.getStreamAccessLogsMethod().toBuilder(
                            new Raw(), ProtoUtils.marshaller(StreamAccessLogsResponse.getDefaultInstance()))
                    .build();

    private final EntryWriter writer;
    private final AccessLogCounts counts;
    private final int maximumStreams;
    private final CompletableFuture<Void> ready;
    private final StreamTails tails;
    private final Set<AccessLogStream> open = ConcurrentHashMap.newKeySet();

    /** @param ready completes when entries can be read rightly; until then streams are open and held back */
    AccessLogService(
            EntryWriter writer,
            AccessLogCounts counts,
            StreamTails tails,
            int maximumStreams,
            CompletableFuture<Void> ready) {
        this.tails = tails;
        this.ready = ready;
        this.writer = writer;
        this.counts = counts;
        this.maximumStreams = maximumStreams;
    }

    ServerServiceDefinition definition() {
        return ServerServiceDefinition.builder(AccessLogServiceGrpc.SERVICE_NAME)
                .addMethod(METHOD, ServerCalls.asyncClientStreamingCall(this::open))
                .build();
    }

    Set<AccessLogStream> openStreams() {
        return Set.copyOf(open);
    }

    private StreamObserver<byte[]> open(StreamObserver<StreamAccessLogsResponse> responses) {
        if (open.size() >= maximumStreams) {
            responses.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("more than " + maximumStreams + " streams")
                    .asRuntimeException());
            return new Refused();
        }
        ServerCallStreamObserver<StreamAccessLogsResponse> call =
                (ServerCallStreamObserver<StreamAccessLogsResponse>) responses;
        AccessLogStream stream = new AccessLogStream(call, writer, counts, tails, open::remove);
        open.add(stream);
        stream.begin(ready);
        return stream;
    }

    private record Refused() implements StreamObserver<byte[]> {

        @Override
        public void onNext(byte[] value) {}

        @Override
        public void onError(Throwable cause) {}

        @Override
        public void onCompleted() {}
    }

    private record Raw() implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException("reading a received message from memory cannot fail", e);
            }
        }
    }
}

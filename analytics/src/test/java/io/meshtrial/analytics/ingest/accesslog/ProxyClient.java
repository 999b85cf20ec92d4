package io.meshtrial.analytics.ingest.accesslog;

import com.google.protobuf.MessageLite;
import io.envoyproxy.envoy.service.accesslog.v3.StreamAccessLogsResponse;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.CallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;

/** Sends messages to a receiver over a real connection, as a proxy's worker does. */
final class ProxyClient implements AutoCloseable {

    private final ManagedChannel channel;

    ProxyClient(int port) {
        channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    }

    Stream open() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        StreamObserver<byte[]> requests = ClientCalls.asyncClientStreamingCall(
                channel.newCall(AccessLogService.METHOD, CallOptions.DEFAULT), new StreamObserver<>() {
                    @Override
                    public void onNext(StreamAccessLogsResponse response) {}

                    @Override
                    public void onError(Throwable cause) {
                        ended.completeExceptionally(cause);
                    }

                    @Override
                    public void onCompleted() {
                        ended.complete(null);
                    }
                });
        return new Stream((CallStreamObserver<byte[]>) requests, ended);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** @param ended completes when the receiver has acknowledged the whole stream; fails when it turns away */
    record Stream(CallStreamObserver<byte[]> requests, CompletableFuture<Void> ended) {

        void send(MessageLite message) {
            requests.onNext(message.toByteArray());
        }

        void finish() {
            requests.onCompleted();
            ended.join();
        }
    }
}

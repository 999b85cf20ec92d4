package io.meshtrial.experiment.verification.probe;

import io.meshtrial.routing.predicate.Witness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends a probe through a gateway and reads which version answered; the body is passed over. */
final class GatewayClient {

    private final ProbeProperties properties;
    private final String versionHeader;
    private final HttpClient http;

    GatewayClient(ProbeProperties properties, String versionHeader) {
        this.properties = properties;
        this.versionHeader = versionHeader;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(properties.timeout())
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** The request; empty where the JDK's client cannot send such a one. */
    static Optional<HttpRequest> request(URI gateway, RuleRequest rule) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(gateway.resolve(rule.path()))
                    .method(rule.method(), HttpRequest.BodyPublishers.noBody());
            for (Witness.Header header : rule.headers()) {
                request.header(header.name(), header.value());
            }
            if (!rule.host().isEmpty()) {
                request.header("Host", rule.host());
            }
            return Optional.of(request.build());
        } catch (IllegalArgumentException notSendable) {
            return Optional.empty();
        }
    }

    /** The version that answered; empty where none did, or it did not say. */
    Optional<String> ask(HttpRequest request) throws InterruptedException {
        CompletableFuture<HttpResponse<Void>> exchange = http.sendAsync(request, BodyHandlers.discarding());
        try {
            return exchange.get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .headers()
                    .firstValue(versionHeader);
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        } finally {
            exchange.cancel(true);
        }
    }
}

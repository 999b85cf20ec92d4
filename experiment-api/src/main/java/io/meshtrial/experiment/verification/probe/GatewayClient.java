package io.meshtrial.experiment.verification.probe;

import io.meshtrial.routing.predicate.Witness;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * The versions that answered, one entry per request; empty where none did, or it did not say.
     *
     * @param atATime how many requests are under way together, so that many of them need not take long
     */
    List<Optional<String>> ask(HttpRequest request, int times, int atATime) throws InterruptedException {
        List<Optional<String>> versions = new ArrayList<>();
        while (versions.size() < times) {
            List<CompletableFuture<HttpResponse<Void>>> exchanges = new ArrayList<>();
            try {
                for (int i = Math.min(atATime, times - versions.size()); i > 0; i--) {
                    exchanges.add(http.sendAsync(request, BodyHandlers.discarding()));
                }
                for (CompletableFuture<HttpResponse<Void>> exchange : exchanges) {
                    versions.add(version(exchange));
                }
            } finally {
                exchanges.forEach(exchange -> exchange.cancel(true));
            }
        }
        return versions;
    }

    private Optional<String> version(CompletableFuture<HttpResponse<Void>> exchange) throws InterruptedException {
        try {
            return exchange.get(properties.timeout().toNanos(), TimeUnit.NANOSECONDS)
                    .headers()
                    .firstValue(versionHeader);
        } catch (TimeoutException | ExecutionException none) {
            return Optional.empty();
        }
    }
}

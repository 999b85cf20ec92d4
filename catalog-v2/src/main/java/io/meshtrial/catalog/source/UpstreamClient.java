package io.meshtrial.catalog.source;

import io.meshtrial.catalog.source.CatalogReader.UnreadableCatalogException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an upstream for its catalogue, within bounds of time and size. */
final class UpstreamClient {

    private static final int OK = 200;

    private final HttpClient http;
    private final CatalogReader reader;
    private final UpstreamProperties properties;

    UpstreamClient(HttpClient http, CatalogReader reader, UpstreamProperties properties) {
        this.http = http;
        this.reader = reader;
        this.properties = properties;
    }

    /** The upstream's catalogue; any failure is an exception whose message says which. */
    Catalog fetch(URI url) throws IOException, UnreadableCatalogException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("accept", "application/json")
                .timeout(properties.timeout())
                .build();
        // The request's own timeout ends with the head of the answer; this one covers the body too.
        CompletableFuture<HttpResponse<byte[]>> answer = http.sendAsync(
                request,
                BodyHandlers.limiting(
                        BodyHandlers.ofByteArray(), properties.maxSize().toBytes()));
        try {
            HttpResponse<byte[]> response = answer.get(properties.timeout().toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException("it answered " + response.statusCode());
            }
            return reader.read(response.body(), Catalog.Origin.UPSTREAM);
        } catch (ExecutionException e) {
            throw new IOException("no answer: " + e.getCause(), e);
        } catch (TimeoutException e) {
            throw new IOException("no whole answer within " + properties.timeout(), e);
        } finally {
            answer.cancel(true);
        }
    }
}

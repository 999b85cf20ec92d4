package io.meshtrial.catalog.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.fault.switchable=true",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "meshtrial.events.shutdown-timeout=0s"
        })
class FaultSwitchTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @AfterEach
    void clear() throws Exception {
        CLIENT.send(request("/-/fault").DELETE().build(), BodyHandlers.discarding());
    }

    @Test
    void everyRequestFailsUntilTheFaultIsCleared() throws Exception {
        assertThat(put("{\"errorShare\": 1}").statusCode()).isEqualTo(200);

        assertThat(get("/NASA").statusCode()).isEqualTo(500);
        assertThat(get("/NASA").headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);

        clear();
        assertThat(get("/NASA").statusCode()).isEqualTo(200);
    }

    @Test
    void latencyIsAdded() throws Exception {
        put("{\"latencyMedian\": \"150ms\", \"latencySpread\": 0}");

        long start = System.nanoTime();
        get("/NASA");

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorShare\": 1.5}",
                "{\"latencyMedian\": \"31s\"}",
                "{\"latencyMedian\": \"soon\"}",
                "{\"latencySpread\": -1}"
            })
    void aSenselessFaultIsRefused(String body) throws Exception {
        assertThat(put(body).statusCode()).isEqualTo(422);
        assertThat(get("/-/fault").body()).contains("\"errorShare\":0.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x-meshtrial", "x-request-id", "x-forwarded-for", "via"})
    void whatCameThroughAProxyMayNotSwitch(String header) throws Exception {
        HttpRequest request = request("/-/fault").header(header, "x").build();

        assertThat(CLIENT.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> put(String body) throws IOException, InterruptedException {
        HttpRequest request = request("/-/fault")
                .header("content-type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }
}

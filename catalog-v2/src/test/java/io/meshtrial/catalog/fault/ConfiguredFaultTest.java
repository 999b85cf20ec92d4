package io.meshtrial.catalog.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A fault that stands in the configuration holds from the first request, and there is no switch beside it. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "catalog.fault.error-share=1",
            "catalog.fault.latency-median=150ms",
            "catalog.fault.latency-spread=0",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "meshtrial.events.shutdown-timeout=0s"
        })
class ConfiguredFaultTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @LocalServerPort
    private int port;

    @Test
    void everyNameIsSlowAndFailsAndWhatIsNoNameDoesNot() throws Exception {
        for (String name : new String[] {"/", "/NASA", "/actuator", "/error"}) {
            long start = System.nanoTime();
            HttpResponse<String> response = get(name);

            assertThat(System.nanoTime() - start).as(name).isGreaterThanOrEqualTo(150_000_000L);
            assertThat(response.statusCode()).as(name).isEqualTo(500);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        }
        assertThat(get("/actuator/health").statusCode()).isEqualTo(200);
        assertThat(get("/-/fault").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .build(),
                BodyHandlers.ofString());
    }
}

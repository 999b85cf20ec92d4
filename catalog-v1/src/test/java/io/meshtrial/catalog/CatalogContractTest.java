package io.meshtrial.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service over real HTTP, with no Kafka anywhere. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.kafka.bootstrap-servers=127.0.0.1:1", "meshtrial.events.shutdown-timeout=0s"})
class CatalogContractTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    @Test
    void theRootListsEverything() throws Exception {
        JsonNode body = json(get("/"));

        assertThat(body.get("count").asInt()).isGreaterThanOrEqualTo(300);
        assertThat(body.get("entries").size()).isEqualTo(body.get("count").asInt());
        assertThat(body.get("entries").get(0).propertyNames())
                .containsExactly("API", "Description", "Auth", "HTTPS", "Cors", "Link", "Category");
    }

    @Test
    void aNameThatIsNowhereGivesNoEntries() throws Exception {
        assertThat(get("/zzzzzz").body()).isEqualTo("{\"count\":0,\"entries\":null}");
    }

    @Test
    void everyAnswerSaysItsVersion() throws Exception {
        assertThat(get("/").headers().firstValue("x-catalog-version")).hasValue(CatalogVersion.NAME);
        assertThat(json(get("/actuator/info")).at("/catalog/version").asString())
                .isEqualTo(CatalogVersion.NAME);
    }

    @ParameterizedTest
    @CsvSource({
        "/actuator/health,     200",
        "/actuator/prometheus, 200",
        "/actuator/env,        404",
        "/actuator/heapdump,   404",
        "/-/fault,             404",
        "/-/error,             404",
    })
    void whatIsNoNameIsNotSearchedFor(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/error", "/actuator", "/favicon.ico", "/index.html", "/-", "/actuatorX"})
    void everyPathOfOneSegmentIsAName(String path) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).propertyNames()).containsExactly("count", "entries");
    }

    @ParameterizedTest
    @CsvSource({"/a/b, 404", "/a%2Fb, 400"})
    void anErrorIsAProblemWithoutInnards(String path, int status) throws Exception {
        HttpResponse<String> response = get(path);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(response.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    private JsonNode json(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}

package io.meshtrial.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the second version promises beyond the first, over real HTTP; the answer to {@code GET /} is the oracle. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"spring.kafka.bootstrap-servers=127.0.0.1:1", "meshtrial.events.shutdown-timeout=0s"})
class ImprovedContractTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(strings = {"/", "/weather", "/zzzzzz", "/?category=weather&page=0&size=3"})
    void whoHasTheCurrentStateIsNotSentItAgain(String path) throws Exception {
        HttpResponse<String> first = get(path);
        String tag = first.headers().firstValue("etag").orElseThrow();

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(tag).matches("\"v2-[0-9a-f]{16}\"");
        for (String asked : List.of(tag, "W/" + tag, "\"other\", " + tag)) {
            HttpResponse<String> again = get(path, "if-none-match", asked);
            assertThat(again.statusCode()).as(asked).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(again.headers().firstValue("etag")).hasValue(tag);
            assertThat(again.headers().firstValue("x-catalog-version")).hasValue("v2");
        }
        assertThat(get(path, "if-none-match", "\"v2-0000000000000000\"").statusCode())
                .isEqualTo(200);
    }

    @Test
    void letterCaseAndAccentsDoNotMatter() throws Exception {
        List<String> found = names(json("/weather"));

        assertThat(found).isNotEmpty();
        assertThat(names(json("/WEATHER"))).isEqualTo(found);
        assertThat(names(json("/w%C3%A9ather"))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%CC%81", "/%CC%81%CC%88", "/?category=%CC%81", "/%CC%81?page=0"})
    void whatFoldsToNothingFindsNothing(String path) throws Exception {
        assertThat(get(path).body()).isEqualTo("{\"count\":0,\"entries\":null}");
    }

    @Test
    void aCategoryHoldsExactlyItsEntries() throws Exception {
        List<String> expected = json("/")
                .get("entries")
                .valueStream()
                .filter(entry -> entry.get("Category").asString().equals("Science & Math"))
                .map(entry -> entry.get("API").asString())
                .toList();
        JsonNode answer = json("/?category=science%20%26%20MATH");

        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(answer.get("count").asInt()).isEqualTo(expected.size());
        assertThat(names(answer)).containsExactlyElementsOf(expected);
        assertThat(json("/nasa?category=weather").get("count").asInt()).isZero();
        assertThat(names(json("/nasa?category=science%20%26%20math"))).contains("NASA");
    }

    @Test
    void pagesGiveEveryEntryOnceWithTheWholeCount() throws Exception {
        JsonNode whole = json("/");
        int count = whole.get("count").asInt();
        List<String> collected = new ArrayList<>();
        int size = 100;
        for (int page = 0; page * size < count; page++) {
            JsonNode part = json("/?page=" + page + "&size=" + size);
            assertThat(part.get("count").asInt()).isEqualTo(count);
            assertThat(part.get("entries").size()).isEqualTo(Math.min(size, count - page * size));
            collected.addAll(names(part));
        }
        assertThat(collected).isEqualTo(names(whole));
    }

    @Test
    void aSizeAloneIsTheFirstPageAndAPageAloneHasFifty() throws Exception {
        List<String> whole = names(json("/"));

        assertThat(names(json("/?size=7"))).isEqualTo(whole.subList(0, 7));
        assertThat(names(json("/?page=1"))).isEqualTo(whole.subList(50, 100));
        assertThat(names(json("/?size=500"))).isEqualTo(whole.subList(0, Math.min(500, whole.size())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/?page=10&size=50", "/?page=2147483647&size=500", "/weather?page=400"})
    void aPageBeyondTheLastIsEmptyAndStillSaysHowManyThereAre(String path) throws Exception {
        JsonNode answer = json(path);

        assertThat(answer.get("count").asInt())
                .isPositive()
                .isEqualTo(
                        json(path.substring(0, path.indexOf('?'))).get("count").asInt());
        assertThat(answer.get("entries").isArray()).isTrue();
        assertThat(answer.get("entries").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "page=1&page=2,         page,     is given 2 times",
        "size=5&size=5,         size,     is given 2 times",
        "category=a&category=b, category, is given 2 times",
        "category=,             category, is empty",
        "category=%20,          category, is empty",
        "page=,                 page,     is empty",
        "page=-1,               page,     must be a whole number from 0",
        "page=2147483648,       page,     must be a whole number from 0",
        "page=1.0,              page,     must be a whole number from 0",
        "page=x,                page,     must be a whole number from 0",
        "size=0,                size,     must be a whole number from 1 to 500",
        "size=501,              size,     must be a whole number from 1 to 500",
        "size=%201,             size,     must be a whole number from 1 to 500",
    })
    void aParameterThatCannotBeObeyedIsNamed(String query, String parameter, String detail) throws Exception {
        for (String path : List.of("/", "/weather")) {
            HttpResponse<String> response = get(path + "?" + query);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
            JsonNode problem = JSON.readTree(response.body());
            assertThat(problem.get("type").asString()).isEqualTo("/problems/bad-query");
            assertThat(problem.get("status").asInt()).isEqualTo(400);
            assertThat(problem.get("title").asString()).isNotBlank();
            assertThat(problem.get("detail").asString()).contains("The parameter " + parameter + " " + detail);
            assertThat(problem.at("/errors/0/parameter").asString()).isEqualTo(parameter);
        }
    }

    private static List<String> names(JsonNode answer) {
        return answer.get("entries")
                .valueStream()
                .map(entry -> entry.get("API").asString())
                .toList();
    }

    private JsonNode json(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }
}

package io.meshtrial.experiment.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.meshtrial.experiment.support.Api;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Somebody else manipulates the live routes of a running experiment. Oracle: the object as it was published; each time it has
 * to become equal to that again, foreign routes included, and the history has to say who did what.
 */
abstract class ManipulatedRoutesContract {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(5);
    private static final String PATH = "/api/v1/experiments/manipulated";

    abstract Api api();

    /** The VirtualService of the demonstration, as it is now. */
    abstract JsonNode virtualService();

    abstract void replace(JsonNode object, String fieldManager);

    /** What a plan on this server has to accept. */
    abstract String acknowledged();

    private tools.jackson.databind.JsonNode status() {
        return api().get(PATH).body().path("status");
    }

    private void settled() {
        await().until(() -> status().at("/publication/state").asString("").equals("SUCCEEDED")
                && status().path("drift").isNull());
    }

    private void begun() {
        if (api().get(PATH).status() == 404) {
            api().post("/api/v1/experiments", """
                    {"id": "manipulated", "service": "catalog", "rules": "path starting with /search to v1\\n25% to v2"}""");
            Api.Answer started = api().post(PATH + "/start" + acknowledged(), "{}", "If-Match", "*");
            assertThat(started.status()).as(started.text()).isEqualTo(202);
        }
        settled();
    }

    @ParameterizedTest
    @EnumSource(Manipulation.class)
    void theRoutesAreAsTheyWerePublishedAgainAndWhoDidWhatIsTold(Manipulation manipulation) {
        begun();
        JsonNode published = virtualService().path("spec");
        assertThat(Manipulation.isOwned(published.at("/http/0"))).isTrue();
        String who = "tool-" + manipulation.name().toLowerCase(Locale.ROOT);

        replace(manipulation.of(virtualService()), who);
        assertThat(virtualService().path("spec")).isNotEqualTo(published);
        await().atMost(SEEN_WITHIN)
                .untilAsserted(() -> assertThat(virtualService().path("spec")).isEqualTo(published));

        settled();
        tools.jackson.databind.JsonNode told = api().get(PATH + "/history")
                .body()
                .path("items")
                .valueStream()
                .filter(entry -> entry.path("actor").asString().equals(who))
                .findFirst()
                .orElseThrow();
        assertThat(told.path("action").asString()).isEqualTo("put-back");
        assertThat(told.path("reason").asString())
                .contains(manipulation.name().toLowerCase(Locale.ROOT))
                .doesNotContain("base routes are not");
        assertThat(status().path("accepted").asBoolean())
                .as("the base routes mean what they meant")
                .isTrue();
    }
}

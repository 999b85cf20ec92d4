package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each panel takes its own rows along, as files and as the command that fetches them. */
class PanelExportTest {

    private static final PageServer SERVER = Stage.SERVER;
    private static final String RESULTS = "/api/v1/results/search-ranking";

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = SERVER.play(Scenario.running());

    private Locator panel(String id) {
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        assertThat(page.locator("#" + id)).isVisible();
        return page.locator("#" + id);
    }

    private static Locator tool(Locator panel, String name) {
        return panel.locator(".tools button").filter(new Locator.FilterOptions().setHasText(name));
    }

    @ParameterizedTest
    @CsvSource({
        "share, panel=share",
        "guardrails, panel=guardrails",
        "goals, panel=goals",
        "effects, panel=effects",
        "latency, panel=latency",
        "segments, panel=segments&metric=results-found"
    })
    void theRowsOfAPanelAreAskedForAloneAndTheCommandAsksForTheSame(String id, String query) throws Exception {
        Locator panel = panel(id);

        String csv = downloaded(tool(panel, "CSV"), ".csv");
        String json = downloaded(tool(panel, "JSON"), ".json");
        tool(panel, "curl").click();

        assertThat(tool(panel, "Copied")).isVisible();
        assertThat(api.asked())
                .filteredOn(
                        asked -> asked.path().equals(RESULTS) && !asked.query().isEmpty())
                .extracting(Scenario.Asked::query)
                .containsExactly(query + "&format=csv", query);
        assertThat(List.of(csv, json)).as("what was answered, unchanged").containsOnly(api.results.toString());
        assertThat(page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo("curl -s \"" + SERVER.address() + RESULTS + "?" + query
                        + "&format=csv\" -H \"Authorization: Bearer $TOKEN\"");
    }

    private String downloaded(Locator button, String suffix) throws Exception {
        Download download = page.waitForDownload(button::click);
        assertThat(download.suggestedFilename()).startsWith("meshtrial-").endsWith(suffix);
        return new String(download.createReadStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void anEffectThatIsPickedIsTheOneThatIsTakenAlong() throws Exception {
        page.navigate(SERVER.address() + "/experiments/search-ranking?effect=error-rate/v2");
        assertThat(page.locator("#effects")).isVisible();
        downloaded(tool(page.locator("#effects"), "CSV"), ".csv");
        assertThat(api.asked())
                .anySatisfy(asked -> assertThat(asked.query()).isEqualTo("panel=effects&metric=error-rate&format=csv"));
    }

    @Test
    void allOfItIsAtTheMethod() throws Exception {
        page.navigate(SERVER.address() + "/experiments/search-ranking");
        page.locator("#method summary").click();
        downloaded(page.locator("#method button").filter(new Locator.FilterOptions().setHasText("CSV")), ".csv");
        assertThat(api.asked()).anySatisfy(asked -> assertThat(asked.query()).isEqualTo("format=csv"));
    }

    @Test
    void aRefusalIsSaidOnTheButtonAndNeverSaved() {
        Locator panel = panel("goals");
        api.on("GET", RESULTS, 403, Examples.json("{'title': 'You lack the right', 'status': 403}"));
        tool(panel, "CSV").click();
        assertThat(tool(panel, "Refused: 403")).isVisible();
    }
}

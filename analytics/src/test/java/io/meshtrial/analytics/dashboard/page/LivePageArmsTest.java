package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** More versions than there are marks, more effects than fit beside one another, and places to come back to. */
class LivePageArmsTest {

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    private Locator open(String path) {
        page.navigate(Stage.SERVER.address() + "/experiments/search-ranking" + path);
        assertThat(page.locator("h1").first()).isVisible();
        return page.locator("mt-live");
    }

    /** As the last of the list, under another name. */
    private static void again(ArrayNode list, String member, String name) {
        ObjectNode one = ((ObjectNode) list.get(list.size() - 1)).deepCopy();
        one.put(member, name);
        list.add(one);
    }

    @Test
    void sixVersionsHaveACurveEachAndEveryTreatmentItsDifference() {
        for (int version = 3; version <= 6; version++) {
            again((ArrayNode) api.results.at("/experiment/variants"), "name", "v" + version);
            again((ArrayNode) api.results.at("/latency/curves"), "variant", "v" + version);
            again((ArrayNode) api.results.at("/latency/differences"), "variant", "v" + version);
        }

        Locator latency = open("").locator("#latency");

        assertThat(latency.locator("h3").filter(new Locator.FilterOptions().setHasText("against v1")))
                .hasCount(5);
        assertThat(latency.locator("svg.chart").first().locator("text.em.b")).hasCount(6);
    }

    @Test
    void everyEffectCanBePicked() {
        ArrayNode effects = (ArrayNode) api.results.path("effects");
        while (effects.size() < 8) {
            again(effects, "metric", "extra-" + effects.size());
            ((ObjectNode) effects.get(effects.size() - 1)).put("label", "Extra " + (effects.size() - 1));
        }
        Locator panel = open("").locator("#effects");
        assertThat(panel.locator("mt-effect-chart")).hasCount(6);

        panel.locator("select")
                .selectOption("extra-7/" + effects.get(7).path("variant").asString());

        assertThat(panel.locator("mt-effect-chart")).hasCount(1);
        assertThat(panel.locator("h3")).containsText("Extra 7");
        assertThat(page).hasURL(java.util.regex.Pattern.compile("effect=extra-7"));
    }

    @Test
    void theMetricOfTheSegmentsStandsInTheAddress() {
        Locator picker = open("").locator("#segments select");
        String other = picker.locator("option").nth(1).getAttribute("value");
        picker.selectOption(other);
        assertThat(page).hasURL(java.util.regex.Pattern.compile("segments=" + other));

        page.waitForResponse("**/segments?metric=" + other, () -> page.reload());
    }

    @Test
    void aSnapshotDoesNotPutAnotherMetricsSegmentsInThePlaceOfTheChosen() throws java.io.IOException {
        String other = open("").locator("#segments select option").nth(1).getAttribute("value");
        ObjectNode chosen = api.results.path("segments").deepCopy().asObject();
        chosen.put("metric", other);
        api.on("GET", "/api/v1/results/search-ranking/segments", 200, chosen);
        page.locator("#segments select").selectOption(other);
        assertThat(page.locator("#segments select")).hasValue(other);

        page.evaluate(
                "() => new MutationObserver(() => { const shown = document.querySelector('#segments select')?.value;"
                        + " if (shown) (window.shown ??= new Set()).add(shown); }).observe(document.body, {childList: true,"
                        + " subtree: true, attributes: true, characterData: true})");
        ((ObjectNode) api.results.at("/health/exposures")).put("units", 700_007);
        api.push();

        assertThat(page.locator("#health")).containsText("700\u202f007");
        assertThat(page.locator("#segments select")).hasValue(other);
        org.assertj.core.api.Assertions.assertThat(page.evaluate("() => [...window.shown]"))
                .isEqualTo(java.util.List.of(other));
    }

    @Test
    void onlyAPassMakesPromotingTheFirstThingToDo() {
        api.results.path("verdict").path("promotion").forEach(one -> ((ObjectNode) one).put("state", "MET"));
        ((tools.jackson.databind.node.ArrayNode) api.experiment.at("/status/moves")).add("promote");
        ((ObjectNode) api.results.path("verdict")).put("word", "CANNOT_JUDGE").put("reason", "DRIFT");
        Locator live = open("");
        assertThat(live.locator(".head .actions button").filter(new Locator.FilterOptions().setHasText("Promote")))
                .not()
                .hasClass(java.util.regex.Pattern.compile("primary"));
    }

    @Test
    void onAPhoneTheOtherPagesAreReached() {
        page.setViewportSize(360, 800);
        open("");
        assertThat(page.locator(".head .actions a").filter(new Locator.FilterOptions().setHasText("Edit rules")))
                .isVisible();
        page.locator(".head .actions a")
                .filter(new Locator.FilterOptions().setHasText("Verification"))
                .click();
        assertThat(page.locator("mt-verify h1").first()).isVisible();
    }

    @Test
    void aLinkToASectionLandsThereAndBackFromAnEarlierRunIsTheRunOfNow() {
        ((ObjectNode) api.experiment.path("status")).set("drift", Examples.json("""
                {'object': 'VirtualService demo/catalog', 'fieldManager': 'argocd', 'seenAt': '2026-11-22T10:00:00Z',
                 'baseChanged': true, 'ownedChanged': false, 'diff': '- weight: 90', 'hash': 'aa'}"""));
        open("/verification");
        page.getByText("See the edit and decide").click();

        assertThat(page).hasURL(java.util.regex.Pattern.compile("/experiments/search-ranking#drift$"));
        assertThat(page.locator("#drift")).isFocused();
        page.goBack();
        assertThat(page.locator("mt-verify h1").first()).isVisible();
        assertThat(page).hasURL(java.util.regex.Pattern.compile("/verification$"));
    }
}

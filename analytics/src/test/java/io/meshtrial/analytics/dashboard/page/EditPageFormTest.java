package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The form and the text are one model: what stands in either is what is planned and applied. */
class EditPageFormTest {

    private static final String EDIT = "/experiments/search-ranking/edit";
    private static final String PLAN = "/api/v1/experiments/search-ranking/plan";
    private static final JsonNode REFUSAL = Examples.json("""
            {'type': 'urn:meshtrial:problem:invalid-field', 'title': 'Not right', 'status': 422, 'detail': 'More than 100 %.',
             'errors': [{'pointer': '/rules/0/allocate/shares', 'detail': 'is more than 100 %'}]}""");
    private static final JsonNode UNPARSED = Examples.json("""
            {'type': 'urn:meshtrial:problem:invalid-rules', 'title': 'Not a rule', 'status': 422, 'detail': 'Line 1.',
             'errors': [{'pointer': '/rules', 'line': 1, 'column': 1, 'detail': 'is no rule'}]}""");

    private final Page page = Stage.BROWSER.page(1440, ColorScheme.LIGHT);
    private final Scenario api = Stage.SERVER.play(Scenario.running());

    @AfterEach
    void nothingBrokeThePolicyOrThrew() {
        assertThat(Stage.BROWSER.complaints()).isEmpty();
    }

    private Locator share() {
        return page.locator("mt-rules-form input[type=number]").first();
    }

    private String lastPlanned() {
        return api.asked().stream()
                .filter(one -> one.path().equals(PLAN))
                .reduce((before, last) -> last)
                .orElseThrow()
                .body();
    }

    @Test
    void aRefusedFormIsPlannedAgainAsItStandsAndNotAsTheTextBefore() {
        page.navigate(Stage.SERVER.address() + EDIT + "?view=form");
        assertThat(share()).isVisible();
        api.on("POST", PLAN, 422, REFUSAL);
        share().fill("99");
        share().blur();
        assertThat(page.locator(".strip")).containsText("More than 100 %.");

        page.locator("h1").click();
        page.keyboard().press("p");

        page.waitForCondition(() -> plans() == 3);
        assertThat(lastPlanned()).contains("\"rules\":[{").contains("99");
        assertThat(page.locator(".applybar .btn.primary")).isDisabled();
    }

    @Test
    void theFormSaysThatTheTextDoesNotParse() {
        page.navigate(Stage.SERVER.address() + EDIT);
        page.waitForCondition(() -> plans() == 1);
        api.on("POST", PLAN, 422, UNPARSED);
        page.locator("mt-rules-text textarea").fill("nonsense");
        assertThat(page.locator(".msg")).containsText("is no rule");

        page.locator("[aria-label='Rules as'] button").nth(1).click();

        assertThat(page.locator(".edit-main .remark").first()).containsText("The text does not parse, in line 1");
    }

    @Test
    void behindToVersionsAreOfferedFirst() {
        page.navigate(Stage.SERVER.address() + EDIT);
        page.locator("mt-rules-text textarea").fill("");
        page.locator("mt-rules-text textarea").pressSequentially("10% to ");
        page.keyboard().press("Control+Space");

        assertThat(page.locator("#offers li")).hasText(new String[] {"v1", "v2"});
    }

    private long plans() {
        return api.askedFor(PLAN);
    }
}

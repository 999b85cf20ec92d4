package io.meshtrial.analytics.dashboard.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Text from outside is text: in every field at once, on every page, none is run and none breaks the layout. */
class HostileStringsTest {

    private static final PageServer SERVER = new PageServer();
    private static final Chromium BROWSER = new Chromium();
    /** Words of the protocol, which choose what is shown; and addresses and times, which are parsed, not shown. */
    private static final Set<String> PROTOCOL = Set.of(
            "id",
            "state",
            "word",
            "reason",
            "kind",
            "unit",
            "direction",
            "role",
            "scale",
            "severity",
            "change",
            "owner",
            "relation",
            "status",
            "type",
            "outcome",
            "at",
            "since",
            "from",
            "to",
            "asOf",
            "lastEventAt",
            "startedAt",
            "endedAt",
            "createdAt",
            "decisionAt",
            "expectedDecisionAt",
            "burnInUntil",
            "snapshot",
            "point",
            "moves",
            "frozenAt",
            "minimumDuration",
            "maximumDuration",
            "warmUp",
            "metric",
            "variant",
            "durationSumMicros",
            "action");

    private static final String WIDER = """
            () => document.documentElement.scrollWidth <= 360 ? []
              : [...document.querySelectorAll('body *')].filter((e) => e.checkVisibility() && !e.closest('.scroll') && e.getBoundingClientRect().right > 361).map((e) => e.outerHTML.slice(0, 90))""";

    static String[] strings() {
        return new String[] {
            "<script>window.hit=1</script><img src=x onerror=window.hit=1>\"'><svg onload=window.hit=1>",
            "${window.hit=1}{{window.hit=1}}<%= window.hit=1 %>`;window.hit=1;//",
            "javascript:window.hit=1;*{background:url(javascript:window.hit=1)}</style><style>*{display:none}",
            "\u202eevil\u2066\u0000\u0007\u001b[31m\u200f\ufeff\r\n\t" + "e\u0301\u0301\u0301\u0301".repeat(20),
            "x".repeat(10_000),
        };
    }

    @AfterAll
    static void close() {
        BROWSER.close();
        SERVER.close();
    }

    @ParameterizedTest
    @MethodSource("strings")
    void nothingIsRunAndThePageStaysAsWideAsTheScreen(String hostile) {
        Scenario api = SERVER.play(Scenario.running());
        poison(api.results, hostile);
        poison(api.experiment, hostile);
        poison(api.plan, hostile);
        api.on("GET", "/api/v1/experiments/search-ranking/history", 200, poison(Examples.history(), hostile));
        api.on("GET", "/api/v1/experiments", 200, Examples.experimentList(api.experiment));
        Page page = BROWSER.page(360, ColorScheme.DARK);

        for (String path : new String[] {"/", "/experiments/search-ranking", "/experiments/search-ranking/edit"}) {
            page.navigate(SERVER.address() + path);
            assertThat(page.locator("h1").first()).isVisible();
            page.waitForFunction("() => !document.querySelector('.later')");

            assertThat(page.evaluate("window.hit")).as(path).isNull();
            assertThat((List<?>) page.evaluate(WIDER))
                    .as("wider than the screen on " + path)
                    .isEmpty();
        }
        assertThat(BROWSER.complaints()).isEmpty();
    }

    private static JsonNode poison(JsonNode node, String text) {
        if (node instanceof ObjectNode object) {
            object.propertyNames().forEach(name -> {
                JsonNode value = object.get(name);
                if (value.isString() && !PROTOCOL.contains(name) && !(name.equals("name") && isVariant(object))) {
                    object.put(name, text);
                } else if (!PROTOCOL.contains(name)) {
                    poison(value, text);
                }
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                if (!(array.get(i) instanceof StringNode)) {
                    poison(array.get(i), text);
                }
            }
        }
        return node;
    }

    private static boolean isVariant(ObjectNode object) {
        return object.has("role");
    }
}

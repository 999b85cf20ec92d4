package io.meshtrial.routing.precondition;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.compile.ExperimentRouting;
import io.meshtrial.routing.compile.Samples;
import io.meshtrial.routing.precondition.Circumstances.Transport;
import io.meshtrial.routing.sticky.StickySettings;
import io.meshtrial.routing.sticky.StickySettings.SameSite;
import io.meshtrial.rules.model.Share;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreconditionsTest {

    private static final Circumstances UNKNOWN = Circumstances.unknown();

    @Test
    void nothingIsFoundWhereNothingIsKnown() {
        assertThat(codes("users: 10% to v2", StickySettings.defaults(), UNKNOWN))
                .isEmpty();
    }

    /** Max-Age counts from the draw, so a cookie as long as the experiment is too short for whoever comes late. */
    @ParameterizedTest
    @CsvSource({"29, 0", "30, 1", "31, 1"})
    void aCookieMustOutlastThePlannedDuration(int plannedDays, int findings) {
        Circumstances planned = new Circumstances(Duration.ofDays(plannedDays), Transport.UNKNOWN, Map.of(), Map.of());

        List<Finding> found = findings("Chrome to v1\nusers: 10% to v2", StickySettings.defaults(), planned);

        assertThat(found).hasSize(findings);
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("cookie-too-short");
            assertThat(finding.severity()).isEqualTo(Severity.WARNING);
            assertThat(finding.rule()).isEqualTo(2);
            assertThat(finding.message()).contains("lasts 30 days").contains(plannedDays + " days");
        });
    }

    @Test
    void rulesDrawnPerRequestNeedNoCookie() {
        Circumstances planned = new Circumstances(Duration.ofDays(90), Transport.PLAIN, Map.of(), Map.of());
        assertThat(codes("10% to v2", settings("/shop", SameSite.NONE, false), planned))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "NONE, false, UNKNOWN, SameSite=None",
        "LAX, true, PLAIN, plain HTTP",
        "NONE, true, TLS, ",
        "LAX, true, TLS, ",
        "LAX, true, UNKNOWN, ",
        "STRICT, false, PLAIN, "
    })
    void aCookieThatBrowsersKeepBackDoesNotKeepUsers(
            SameSite sameSite, boolean secure, Transport transport, String reason) {
        Circumstances circumstances = new Circumstances(null, transport, Map.of(), Map.of());

        List<Finding> found = findings("users: 10% to v2", settings("/", sameSite, secure), circumstances);

        assertThat(found).hasSize(reason == null ? 0 : 1);
        assertThat(found).allSatisfy(finding -> {
            assertThat(finding.code()).isEqualTo("sticky-without-cookies");
            assertThat(finding.message()).contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users of curl: 10% to v2 | 1",
                "users of bots or curl: 10% to v2 | 1",
                "users of bots or Chrome: 10% to v2 | 0",
                "users of path /a: 10% to v2 | 0"
            })
    void programsWithoutACookieJarCannotBeKept(String rules, int findings) {
        assertThat(codes(rules, StickySettings.defaults(), UNKNOWN)).hasSize(findings);
    }

    /** RFC 6265, section 5.1.4: /shop takes /shop and /shop/cart, not /shopping. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users: 10% to v2 | /shop | 1",
                "users of path starting with /shop/: 10% to v2 | /shop | 0",
                "users of path starting with /shop/: 10% to v2 | /shop/ | 0",
                "users of path /shop: 10% to v2 | /shop | 0",
                "users of path /shop: 10% to v2 | /shop/ | 1",
                "users of path starting with /shop: 10% to v2 | /shop | 1"
            })
    void aCookieComesBackBelowItsPathOnly(String rules, String path, int findings) {
        List<Finding> found = findings(rules, settings(path, SameSite.LAX, false), UNKNOWN);

        assertThat(found).hasSize(findings);
        assertThat(found).allSatisfy(finding -> assertThat(finding.witness()).isNotNull());
    }

    @Test
    void aTreatmentAboveItsApprovedLimitIsRefused() {
        Circumstances limited = new Circumstances(
                null, Transport.UNKNOWN, Map.of("v2", new Share(1_050), "v1", new Share(1)), Map.of());

        assertThat(codes("10.5% to v2", StickySettings.defaults(), limited)).isEmpty();
        List<Finding> found = findings("Chrome to v1\n10.51% to v2", StickySettings.defaults(), limited);
        assertThat(found).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("weight-above-limit");
            assertThat(finding.severity()).isEqualTo(Severity.ERROR);
            assertThat(finding.rule()).isEqualTo(2);
            assertThat(finding.message()).contains("10.51%").contains("10.5%");
        });
    }

    @Test
    void whatStandsBehindEachVariantIsSaid() {
        Circumstances circumstances = new Circumstances(
                null,
                Transport.UNKNOWN,
                Map.of(),
                Map.of("v1", new Readiness.Ready(0), "v2", new Readiness.Unknown("pods may not be listed")));

        assertThat(findings("10% to v2", StickySettings.defaults(), circumstances))
                .extracting(Finding::code, Finding::severity)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("no-ready-workload", Severity.WARNING),
                        org.assertj.core.groups.Tuple.tuple("workload-readiness-unknown", Severity.WARNING));
        assertThat(codes("10% to v2", StickySettings.defaults(), behind(new Readiness.NoService())))
                .containsExactly("missing-host");
        assertThat(codes("10% to v2", StickySettings.defaults(), behind(new Readiness.Ready(1))))
                .isEmpty();
    }

    private static Circumstances behind(Readiness readiness) {
        return new Circumstances(null, Transport.UNKNOWN, Map.of(), Map.of("v2", readiness));
    }

    private static StickySettings settings(String path, SameSite sameSite, boolean secure) {
        return new StickySettings(null, Duration.ofDays(30), path, sameSite, true, secure, true);
    }

    private static List<String> codes(String rules, StickySettings settings, Circumstances circumstances) {
        return findings(rules, settings, circumstances).stream()
                .map(Finding::code)
                .toList();
    }

    private static List<Finding> findings(String rules, StickySettings settings, Circumstances circumstances) {
        ExperimentRouting plain = Samples.experiment("e", 1, rules);
        ExperimentRouting experiment = new ExperimentRouting(
                plain.id(),
                plain.revision(),
                plain.variants(),
                plain.rules(),
                plain.drawings(),
                plain.observe(),
                plain.priority(),
                plain.createdAt(),
                settings);
        return Preconditions.of(experiment, circumstances);
    }
}

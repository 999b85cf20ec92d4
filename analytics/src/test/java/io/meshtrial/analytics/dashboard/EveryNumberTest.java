package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Every number of an answer from the raw tallies that it carries, by plain code: three arms, three strata, segments, a gateway,
 * requests or users as units. Points over time, curves and tables have tests of their own: {@code EffectPointsTest},
 * {@code LatencyCurvesTest}, {@code ShareTimelineTest}, {@code TableTest}.
 */
class EveryNumberTest {

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyMetricsValuesEffectsAndEvidence(String unit) {
        Carried carried = Sampled.of(unit).carried();
        assertThat(Sampled.metrics(carried)).hasSizeGreaterThanOrEqualTo(6);
        assertThat(carried.answer().at("/method/strata").size()).isEqualTo(3);
        for (JsonNode metric : Sampled.metrics(carried)) {
            for (JsonNode arm : metric.at("/arms")) {
                shows(carried, metric, arm);
            }
        }
    }

    static void shows(Carried carried, JsonNode metric, JsonNode arm) {
        String treatment = Carried.text(arm, "variant");
        String what = Carried.text(metric, "metric") + " of " + treatment;
        JsonNode strata = carried.strata(metric);
        Values values = Values.of(carried, metric, strata, treatment);
        near(arm.at("/value"), values.treatment(), what + " value");
        near(arm.at("/units"), values.units(), what + " units");
        near(arm.at("/events"), values.events(), what + " events");
        if (treatment.equals("v2")) {
            near(metric.at("/control/value"), values.control(), what + " value of control");
            near(metric.at("/control/units"), values.controlUnits(), what + " units of control");
        }
        Recomputed expected = Recomputed.of(carried, metric, strata, treatment);
        boolean lower = Carried.text(metric, "direction").equals("LOWER_IS_BETTER");
        double[] change = Arrays.stream(expected.ratio()).map(r -> r - 1).toArray();
        interval(arm.at("/change"), change, what + " change");
        double[] scaled = Arrays.stream(change).map(c -> c * values.control()).toArray();
        interval(
                arm.at("/difference"),
                expected.difference() == null ? scaled : expected.difference(),
                what + " difference");
        double[] worse = lower ? change : new double[] {-change[0], -change[2], -change[1]};
        interval(arm.at("/degradation"), worse, what + " degradation");
        double[] logE = expected.logE();
        near(arm.at("/evidence/harm"), Math.exp(lower ? logE[0] : logE[1]), what + " evidence of harm");
        near(arm.at("/evidence/better"), Math.exp(lower ? logE[1] : logE[0]), what + " evidence of a gain");
        if (metric.at("/margin").isNumber()) {
            double bound = lower ? expected.bounds()[1] - 1 : 1 - expected.bounds()[0];
            near(arm.at("/upperBound"), bound, what + " bound");
            decision(carried, arm, expected, what);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyMetricWithinEachStratum(String unit) {
        Carried carried = Sampled.of(unit).carried();
        int compared = 0;
        for (JsonNode shown : carried.answer().at("/byStratum")) {
            if (!shown.path("reason").isNull()) {
                continue;
            }
            JsonNode metric = Sampled.metrics(carried).stream()
                    .filter(m -> Carried.text(m, "metric").equals(Carried.text(shown, "metric")))
                    .findFirst()
                    .orElseThrow();
            String treatment = Carried.text(shown, "variant");
            JsonNode stratum = new JsonMapper()
                    .createArrayNode()
                    .add(Carried.stream(carried.strata(metric))
                            .filter(s -> s.path("drawingRevision").equals(shown.path("drawingRevision")))
                            .findFirst()
                            .orElseThrow());
            Recomputed expected = Recomputed.of(carried.ofOneStratum(), metric, stratum, treatment);
            Values values = Values.of(carried, metric, stratum, treatment);
            String what = Carried.text(metric, "metric") + " of " + treatment + " in revision "
                    + shown.path("drawingRevision");
            near(shown.path("control"), values.control(), what);
            near(shown.path("value"), values.treatment(), what);
            interval(
                    shown.path("change"),
                    Arrays.stream(expected.ratio()).map(r -> r - 1).toArray(),
                    what);
            compared++;
        }
        assertThat(compared).isGreaterThan(20);
    }

    private static void decision(Carried carried, JsonNode arm, Recomputed expected, String what) {
        boolean open = Carried.text(arm, "state").equals("NOT_YET");
        if (!open || expected.growth().isEmpty()) {
            assertThat(arm.at("/decisionAt").isString()).as(what + " decision").isFalse();
            return;
        }
        double units = carried.answer().at("/health/exposures/units").asDouble();
        double left = Math.ceil(units * expected.growth().getAsDouble()) - units;
        double seconds =
                left / carried.answer().at("/method/pace/unitsPerSecond").asDouble();
        if (seconds <= Duration.ofDays(365).toSeconds()) {
            Instant asOf = Instant.parse(Carried.text(carried.answer(), "asOf"));
            Instant at = Instant.parse(Carried.text(arm, "decisionAt"));
            assertThat(Duration.between(asOf, at).toMillis() / 1000.0)
                    .as(what + " decision")
                    .isCloseTo(seconds, within(1 + 2e-4 * (seconds + units)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void paceRatioAndShares(String unit) {
        Carried carried = Sampled.of(unit).carried();
        JsonNode answer = carried.answer();
        JsonNode pace = answer.at("/method/pace");
        double units = units(carried, null);
        double perUnit = unit.equals("USER") ? Math.max(1, requests(carried) / units) : 1;
        near(
                pace.at("/unitsPerSecond"),
                pace.at("/requests").asDouble() / pace.at("/seconds").asDouble() / perUnit,
                "pace");
        near(answer.at("/health/exposures/units"), units, "units");
        near(answer.at("/health/exposures/requests"), requests(carried), "requests");
        List<double[]> counts = new ArrayList<>();
        List<double[]> shares = new ArrayList<>();
        for (JsonNode stratum : answer.at("/method/strata")) {
            counts.add(arms(v -> assigned(stratum, v)));
            shares.add(arms(v -> Carried.share(stratum, v)));
        }
        near(answer.at("/health/sampleRatio/e"), Math.exp(Plain.logSampleRatio(counts, shares)), "sample ratio");
        for (JsonNode arm : answer.at("/health/sampleRatio/arms")) {
            near(arm.at("/units"), units(carried, Carried.text(arm, "variant")), "units of an arm");
        }
        for (JsonNode row : answer.at("/share/revisions")) {
            shares(row, answer.at("/share/revisionLevel").asDouble());
        }
        JsonNode left = answer.at("/method/leftOut");
        near(answer.at("/health/bots/requests"), left.at("/bots").asDouble(), "bots");
        assertThat(left.at("/warmUp").asLong()).as("requests of warm-ups").isPositive();
        assertThat(left.at("/mismatched").asLong()).isPositive();
    }

    static void shares(JsonNode row, double level) {
        double total = row.at("/units").asDouble();
        for (JsonNode arm : row.at("/arms")) {
            double units = arm.at("/units").asDouble();
            double[] wilson = Plain.wilson(units, total, 1 - level);
            near(arm.at("/observed"), units / total, "observed share");
            near(arm.at("/lower"), wilson[0], "lower end of a share");
            near(arm.at("/upper"), wilson[1], "upper end of a share");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void theNewestPointOfEveryEffect(String unit) {
        Carried carried = Sampled.of(unit).carried();
        for (JsonNode effect : carried.answer().at("/effects")) {
            JsonNode metric = Sampled.metrics(carried).stream()
                    .filter(m -> Carried.text(m, "metric").equals(Carried.text(effect, "metric")))
                    .findFirst()
                    .orElseThrow();
            JsonNode arm = Carried.named(metric.at("/arms"), "variant", Carried.text(effect, "variant"));
            JsonNode newest = effect.at("/points").get(effect.at("/points").size() - 1);
            for (String member : List.of("estimate", "lower", "upper")) {
                assertThat(newest.at("/" + member)).isEqualTo(arm.at("/change/" + member));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everySegmentAndItsClaims(String unit) {
        Sampled sampled = Sampled.of(unit);
        List<JsonNode> metrics = sampled.metrics().stream()
                .filter(m -> !Carried.text(m, "kind").equals("GATEWAY_ERROR_RATE"))
                .toList();
        for (JsonNode metric : metrics) {
            JsonNode shown = sampled.segmentsOf().apply(Carried.text(metric, "metric"));
            assertThat(shown.at("/groups").size()).isEqualTo(2);
            for (JsonNode group : shown.at("/groups")) {
                for (JsonNode row : group.at("/rows")) {
                    segment(sampled.carried(), metric, shown, group, row);
                }
            }
        }
    }

    private static void segment(Carried carried, JsonNode metric, JsonNode shown, JsonNode group, JsonNode row) {
        String what = Carried.text(metric, "metric") + " in " + Carried.text(row, "name");
        JsonNode strata = Carried.stream(carried.answer().at("/method/segments"))
                .filter(s -> Carried.text(s, "kind").equals(Carried.text(group, "kind"))
                        && Carried.text(s, "name").equals(Carried.text(row, "name")))
                .findFirst()
                .orElseThrow()
                .at("/strata");
        boolean difference = Carried.text(shown, "scale").equals("DIFFERENCE");
        if (carried.ofUsers()) {
            assertThat(Carried.text(row, "reason")).isEqualTo("users_not_segmented");
            assertThat(row.at("/lower").isNull() && row.at("/e").isNull()).isTrue();
            return;
        }
        if (!row.at("/reason").isNull()) {
            return;
        }
        Recomputed expected = Recomputed.of(carried, metric, strata, "v2");
        double[] change = difference
                ? Objects.requireNonNull(expected.difference())
                : Arrays.stream(expected.ratio()).map(r -> r - 1).toArray();
        near(row.at("/estimate"), change[0], what + " estimate");
        near(row.at("/lower"), change[1], what + " lower");
        near(row.at("/upper"), change[2], what + " upper");
        near(row.at("/e"), (Math.exp(expected.logE()[0]) + Math.exp(expected.logE()[1])) / 2, what + " e");
    }

    /** e-BH over all metrics × segments: the rows' e-values are held above, the claims follow from them. */
    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void claimsFollowFromTheEvidenceOfAllSegments(String unit) {
        Sampled sampled = Sampled.of(unit);
        List<Double> evidence = new ArrayList<>();
        List<Boolean> claimed = new ArrayList<>();
        for (JsonNode metric : sampled.metrics()) {
            for (JsonNode group :
                    sampled.segmentsOf().apply(Carried.text(metric, "metric")).at("/groups")) {
                for (JsonNode row : group.at("/rows")) {
                    evidence.add(row.at("/e").isNull() ? 0 : row.at("/e").asDouble());
                    claimed.add(row.at("/claimed").asBoolean());
                }
            }
        }
        Set<Integer> expected = Plain.eBenjaminiHochberg(0.05, evidence);
        for (int i = 0; i < claimed.size(); i++) {
            assertThat(claimed.get(i)).isEqualTo(expected.contains(i));
        }
    }

    private static long total(JsonNode strata) {
        return Carried.stream(strata)
                .flatMap(stratum -> Carried.stream(stratum.at("/arms")))
                .mapToLong(arm -> arm.at("/requests").asLong())
                .sum();
    }

    private static double[] arms(ToDoubleFunction<String> of) {
        return Stream.of("v1", "v2", "v3").mapToDouble(of).toArray();
    }

    private static double assigned(JsonNode stratum, String variant) {
        return Carried.arm(stratum, variant).at("/assigned").asDouble();
    }

    private static double units(Carried carried, @Nullable String variant) {
        String member = variant == null ? "/units" : "/assigned";
        return Carried.stream(carried.answer().at("/method/strata"))
                .flatMap(stratum -> Carried.stream(stratum.at("/arms")))
                .filter(arm -> variant == null || Carried.text(arm, "variant").equals(variant))
                .mapToDouble(arm -> arm.at(member).asDouble())
                .sum();
    }

    private static double requests(Carried carried) {
        return total(carried.answer().at("/method/strata"));
    }

    static void interval(JsonNode shown, double[] expected, String what) {
        near(shown.at("/estimate"), expected[0], what);
        near(shown.at("/lower"), expected[1], what + ", lower");
        near(shown.at("/upper"), expected[2], what + ", upper");
    }

    static void near(JsonNode shown, double expected, String what) {
        if (Double.isFinite(expected)) {
            assertThat(shown.isNumber()).as(what).isTrue();
            assertThat(shown.asDouble()).as(what).isCloseTo(expected, within(2e-8 * Math.max(1, Math.abs(expected))));
        } else {
            assertThat(shown.isNull()).as(what).isTrue();
        }
    }
}

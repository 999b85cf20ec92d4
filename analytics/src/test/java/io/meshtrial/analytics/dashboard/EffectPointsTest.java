package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every point of an effect over time, by plain code: from the minutes beside the answer, or from the answer of that look. */
class EffectPointsTest {

    /** A quantile's bounds are found edge by edge: some of its points stand for all. */
    private static final int STRIDE = 5;

    @Test
    void ofRequestsEveryPointComesFromTheMinutesBeforeIt() {
        Sampled sampled = Sampled.of("REQUEST");
        Map<Instant, JsonNode> strata = new HashMap<>();
        int held = 0;
        for (JsonNode effect : sampled.carried().answer().at("/effects")) {
            JsonNode metric = metric(sampled.carried(), effect);
            String kind = Carried.text(metric, "kind");
            List<JsonNode> points = Carried.stream(effect.at("/points")).toList();
            if (kind.equals("GATEWAY_ERROR_RATE")) {
                // Minutes of the gateway are not refilled: only looks are points.
                assertThat(points).hasSameSizeAs(sampled.earlier());
                continue;
            }
            assertThat(points).hasSizeGreaterThan(15);
            for (int i = 0; i < points.size(); i += kind.equals("LATENCY_QUANTILE") ? STRIDE : 1) {
                JsonNode point = points.get(i);
                if (point.at("/estimate").isNumber()) {
                    Instant at = Instant.parse(Carried.text(point, "at"));
                    JsonNode until = strata.computeIfAbsent(
                            at, end -> MinuteStrata.until(sampled.carried(), sampled.times(), end));
                    Recomputed expected =
                            Recomputed.of(sampled.carried(), metric, until, Carried.text(effect, "variant"));
                    EveryNumberTest.interval(
                            point,
                            Arrays.stream(expected.ratio())
                                    .map(ratio -> ratio - 1)
                                    .toArray(),
                            Carried.text(metric, "metric") + " at " + at);
                    held++;
                }
            }
        }
        assertThat(held).isGreaterThan(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void aPointOfALookIsTheChangeThatWasAnsweredThen(String unit) {
        Sampled sampled = Sampled.of(unit);
        int held = 0;
        for (Carried then : sampled.earlier()) {
            for (JsonNode effect : sampled.carried().answer().at("/effects")) {
                JsonNode change = Carried.named(
                                metric(then, effect).at("/arms"), "variant", Carried.text(effect, "variant"))
                        .at("/change");
                JsonNode point = Carried.named(effect.at("/points"), "at", Carried.text(then.answer(), "asOf"));
                for (String member : List.of("estimate", "lower", "upper")) {
                    assertThat(point.at("/" + member)).isEqualTo(change.at("/" + member));
                }
                held++;
            }
        }
        assertThat(held).isGreaterThanOrEqualTo(6 * 12);
    }

    /** So that what was answered then follows from what it carried then. */
    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyEarlierAnswerFollowsFromTheTalliesThatItCarried(String unit) {
        int held = 0;
        for (Carried then : Sampled.of(unit).earlier()) {
            for (JsonNode metric : Sampled.metrics(then)) {
                for (JsonNode arm : metric.at("/arms")) {
                    if (arm.at("/reason").isNull()) {
                        EveryNumberTest.shows(then, metric, arm);
                        held++;
                    }
                }
            }
        }
        assertThat(held).isGreaterThan(50);
    }

    /**
     * Ends narrow with the square root of the units, so that the bound meets the limit at the decision: from the arm's own numbers, which
     * {@code EveryNumberTest} recomputes.
     */
    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyProjectionNarrowsUntilTheDecision(String unit) {
        Carried carried = Sampled.of(unit).carried();
        int held = 0;
        for (JsonNode effect : carried.answer().at("/effects")) {
            JsonNode arm =
                    Carried.named(metric(carried, effect).at("/arms"), "variant", Carried.text(effect, "variant"));
            assertThat(effect.at("/expectedDecisionAt")).isEqualTo(arm.at("/decisionAt"));
            List<JsonNode> projection = Carried.stream(effect.at("/projection")).toList();
            if (!arm.at("/decisionAt").isString() || !arm.at("/change/estimate").isNumber()) {
                assertThat(projection).isEmpty();
                continue;
            }
            double degradation = arm.at("/degradation/estimate").asDouble();
            double units = Math.pow(
                    (arm.at("/upperBound").asDouble() - degradation)
                            / (arm.at("/limit").asDouble() - degradation),
                    2);
            for (int i = 0; i < projection.size(); i++) {
                double part = i / (projection.size() - 1.0);
                for (String end : List.of("/lower", "/upper")) {
                    double estimate = arm.at("/change/estimate").asDouble();
                    double now = arm.at("/change" + end).isNumber()
                            ? arm.at("/change" + end).asDouble()
                            : Double.NaN;
                    double then = arm.at("/upperBound").isNumber()
                            ? estimate + (now - estimate) / Math.sqrt(1 + (units - 1) * part)
                            : now;
                    EveryNumberTest.near(projection.get(i).at(end), then, "projection" + end);
                    held++;
                }
            }
        }
        assertThat(held).isGreaterThan(0);
    }

    private static JsonNode metric(Carried carried, JsonNode effect) {
        return Sampled.metrics(carried).stream()
                .filter(metric -> Carried.text(metric, "metric").equals(Carried.text(effect, "metric")))
                .findFirst()
                .orElseThrow();
    }
}

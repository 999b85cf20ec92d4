package io.meshtrial.analytics.frozen;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.comparison.FrozenValue;
import io.meshtrial.analytics.comparison.FrozenValue.Plan;
import io.meshtrial.analytics.comparison.FrozenValue.PlannedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.ReachedInformation;
import io.meshtrial.analytics.comparison.FrozenValue.Recovered;
import io.meshtrial.analytics.comparison.FrozenValue.ShortSince;
import io.meshtrial.analytics.comparison.FrozenValue.Threshold;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.RunId;
import io.meshtrial.analytics.definition.Direction;
import io.meshtrial.analytics.definition.MeasurementPlan;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrozenRowTest {

    private static final RunId RUN = new RunId("search/ranking", Instant.parse("2026-11-22T09:00:00.123456789Z"));

    static Stream<FrozenValue> values() {
        Metric latency = new Metric(
                "latency-p95",
                "p95 latency",
                MetricKind.LATENCY_QUANTILE,
                0.95,
                null,
                MetricRole.GUARDRAIL,
                true,
                Direction.LOWER_IS_BETTER,
                0.05);
        return Stream.of(
                new Plan(new MeasurementPlan(
                        0.01,
                        0.05,
                        0.05,
                        20_000,
                        Duration.ofMinutes(10),
                        null,
                        Duration.ofSeconds(90),
                        10_000_000,
                        List.of(latency))),
                new Threshold("latency-p95", new LatencyThreshold(0.95, 87_654, 29_000_000, 29_000_002, 1_000)),
                new PlannedInformation("latency-p95/2", "v2", 1.0 / 3),
                new ReachedInformation("latency-p95/2", "v2", 1e17 / 3),
                new ShortSince("v2", Instant.parse("2026-11-22T09:00:00.123456789Z")),
                new Recovered("v2", Instant.parse("2026-11-22T09:05:00Z")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void everyValueComesBackToTheLastBit(FrozenValue value) {
        FrozenRow row = FrozenRow.read(FrozenRow.of(RUN, value).json()).orElseThrow();
        assertThat(row.value()).isEqualTo(value);
        assertThat(row.run()).isEqualTo(RUN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "null",
                "[]",
                "{\"schema\":1}",
                "{\"schema\":1,\"experiment\":\"a\",\"startedAt\":\"2026-11-22T09:00:00Z\"}",
                "{\"schema\":2,\"experiment\":\"a\",\"startedAt\":\"2026-11-22T09:00:00Z\",\"planned\":{\"metric\":\"m\",\"variant\":\"v\",\"plannedStandardError\":1}}",
                "{\"schema\":1,\"experiment\":\"a\",\"startedAt\":\"2026-11-22T09:00:00Z\",\"plan\":{\"plannedUnits\":-1}}",
                "{\"schema\":1,\"experiment\":\"a\",\"startedAt\":\"2026-11-22T09:00:00Z\",\"plan\":{\"plan\":{\"plannedUnits\":-1}}}"
            })
    void whatCannotBeReadIsNoValue(String json) {
        assertThat(FrozenRow.read(json.getBytes(UTF_8))).isEmpty();
    }

    @Test
    void onlyPeaksOfOneWriterShareAKey() {
        FrozenValue planned = new PlannedInformation("m", "v2", 1);
        FrozenValue peak = new ReachedInformation("m", "v2", 1);
        assertThat(FrozenRow.of(RUN, planned).key("w", 1))
                .isNotEqualTo(FrozenRow.of(RUN, planned).key("w", 2));
        assertThat(FrozenRow.of(RUN, peak).key("w", 1))
                .isEqualTo(FrozenRow.of(RUN, peak).key("w", 2))
                .isNotEqualTo(FrozenRow.of(RUN, peak).key("x", 1));
    }
}

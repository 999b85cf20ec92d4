package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.SampleTallies;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.statistics.mean.ArmSummary;
import io.meshtrial.statistics.mean.RatioBounds;
import io.meshtrial.statistics.mean.StratifiedMeans;
import io.meshtrial.statistics.mean.Stratum;
import io.meshtrial.statistics.rate.PhasedRateRatio;
import io.meshtrial.statistics.rate.RateStratum;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import io.meshtrial.statistics.sequence.AsymptoticSequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The answer's numbers, recomputed from the raw tallies and the frozen plan that it carries, and from nothing else. */
class RecomputationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);

    private final JsonNode answer = answer();
    private final double planned = answer.at("/method/plan/plannedUnits").asDouble() * 0.1 * 0.9;

    @Test
    void theRatioOfErrorsAndItsEvidence() {
        List<RateStratum> strata = new ArrayList<>();
        for (JsonNode stratum : strata()) {
            JsonNode shares = stratum.at("/shares");
            double share = shares.at("/v2").asDouble();
            strata.add(new RateStratum(
                    arm(stratum, "v2").at("/errors").asLong(),
                    arm(stratum, "v1").at("/errors").asLong(),
                    share / (share + shares.at("/v1").asDouble())));
        }
        PhasedRateRatio ratio = PhasedRateRatio.of(strata).orElseThrow();
        JsonNode shown = shown("guardrails", "error-rate");
        assertThat(shown.at("/change/estimate").asDouble()).isCloseTo(ratio.estimate() - 1, EXACT);
        assertThat(shown.at("/change/upper").asDouble())
                .isCloseTo(ratio.interval(0.05).orElseThrow().upper() - 1, EXACT);
        assertThat(shown.at("/upperBound").asDouble())
                .isCloseTo(ratio.oneSidedBounds(0.05).orElseThrow().upper() - 1, EXACT);
        assertThat(Math.log(shown.at("/evidence/harm").asDouble()))
                .isCloseTo(ratio.logEGreater(0).orElseThrow(), EXACT);
    }

    @Test
    void theMeanLatencyAndItsBound() {
        means(
                "guardrails",
                "latency-mean",
                arm -> ArmSummary.ofSums(
                                arm.at("/requests").asLong(),
                                Double.parseDouble(arm.at("/durationSumMicros").asString()),
                                Double.parseDouble(
                                        arm.at("/durationSquaredSumMicros").asString()))
                        .toOptional());
    }

    @Test
    void theShareOfRequestsWithAValue() {
        means(
                "goals",
                "found",
                arm -> value(arm)
                        .flatMap(value -> ArmSummary.ofSmoothedProportion(
                                        value.at("/found").asLong(),
                                        value.at("/count").asLong())
                                .toOptional()));
    }

    @Test
    void theMeanOfAValue() {
        means(
                "goals",
                "results",
                arm -> value(arm)
                        .flatMap(value -> ArmSummary.ofSums(
                                        value.at("/count").asLong(),
                                        Double.parseDouble(value.at("/sum").asString()) / 1e6,
                                        Double.parseDouble(
                                                        value.at("/squaredSum").asString())
                                                / 1e12)
                                .toOptional()));
    }

    /** At the margin: P_T(Y ≥ f·q) against P_C(Y ≥ q), for the bound's own f. */
    @Test
    void theBoundOfALatencyQuantileIsTheFirstProvenEdge() {
        JsonNode shown = shown("guardrails", "latency-p50");
        long threshold = answer.at("/method/thresholds/0/thresholdMicros").asLong();
        double bound = shown.at("/upperBound").asDouble();
        long edge = Math.round(threshold * (1 + bound));
        assertThat(upper(threshold, edge)).isNegative();
        long before = LatencyBuckets.lowerEdge(LatencyBuckets.indexOf(edge) - 1);
        assertThat(upper(threshold, before)).isNotNegative();
    }

    private double upper(long threshold, long edge) {
        List<Stratum> strata = new ArrayList<>();
        for (JsonNode stratum : strata()) {
            strata.add(new Stratum(
                    shareAbove(arm(stratum, "v1"), threshold).orElseThrow(),
                    shareAbove(arm(stratum, "v2"), edge).orElseThrow()));
        }
        return StratifiedMeans.forVerdict(strata)
                .flatMap(means -> means.contrast(1, planned))
                .flatMap(contrast -> AsymptoticSequence.oneSided(contrast, 0.05))
                .orElseThrow()
                .upper();
    }

    private static Optional<ArmSummary> shareAbove(JsonNode arm, long edge) {
        JsonNode all = arm.at("/latency/all");
        JsonNode before = arm.at("/latency/beforeThresholds/0/leftOut");
        long requests = total(all) - total(before);
        return ArmSummary.ofSmoothedProportion(above(all, edge) - above(before, edge), requests)
                .toOptional();
    }

    private static long above(JsonNode histogram, long edge) {
        long above = histogram.at("/unanswered").asLong();
        for (int i = 0; i < histogram.at("/edges").size(); i++) {
            above += histogram.at("/edges/" + i).asLong() >= edge
                    ? histogram.at("/counts/" + i).asLong()
                    : 0;
        }
        return above;
    }

    private static long total(JsonNode histogram) {
        return above(histogram, Long.MIN_VALUE);
    }

    @Test
    void theSampleRatio() {
        List<UnitCounts> strata = new ArrayList<>();
        for (JsonNode stratum : strata()) {
            strata.add(new UnitCounts(
                    List.of(
                            arm(stratum, "v1").at("/units").asLong(),
                            arm(stratum, "v2").at("/units").asLong()),
                    List.of(
                            stratum.at("/shares/v1").asDouble(),
                            stratum.at("/shares/v2").asDouble())));
        }
        assertThat(Math.log(answer.at("/health/sampleRatio/e").asDouble()))
                .isCloseTo(SampleRatio.of(strata).orElseThrow().logE(), EXACT);
    }

    private void means(String list, String metric, Function<JsonNode, Optional<ArmSummary>> summary) {
        List<Stratum> strata = new ArrayList<>();
        for (JsonNode stratum : strata()) {
            strata.add(new Stratum(
                    summary.apply(arm(stratum, "v1")).orElseThrow(),
                    summary.apply(arm(stratum, "v2")).orElseThrow()));
        }
        StratifiedMeans means = StratifiedMeans.forVerdict(strata).orElseThrow();
        var contrast = means.contrast(1, planned).orElseThrow();
        var interval = AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow();
        RatioBounds ratio = means.ratioBounds(contrast.progress(), 0.025).orElseThrow();
        JsonNode shown = shown(list, metric);
        double scale = Math.max(1, Math.abs(interval.estimate()));
        assertThat(shown.at("/difference/estimate").asDouble()).isCloseTo(interval.estimate(), within(1e-9 * scale));
        assertThat(shown.at("/difference/lower").asDouble()).isCloseTo(interval.lower(), within(1e-9 * scale));
        assertThat(shown.at("/change/estimate").asDouble()).isCloseTo(ratio.estimate() - 1, EXACT);
        assertThat(shown.at("/change/lower").asDouble()).isCloseTo(ratio.lower() - 1, EXACT);
        assertThat(Math.log(shown.at("/evidence/harm").asDouble()))
                .isCloseTo(
                        list.equals("goals")
                                ? AsymptoticSequence.oneSided(contrast, 0.01)
                                        .orElseThrow()
                                        .logELess()
                                : AsymptoticSequence.oneSided(contrast, 0.01)
                                        .orElseThrow()
                                        .logEGreater(),
                        EXACT);
    }

    private Iterable<JsonNode> strata() {
        return answer.at("/method/strata");
    }

    private static JsonNode arm(JsonNode stratum, String variant) {
        return named(stratum.at("/arms"), "variant", variant);
    }

    private static Optional<JsonNode> value(JsonNode arm) {
        return Optional.of(named(arm.at("/values"), "name", "results"));
    }

    private JsonNode shown(String list, String metric) {
        return named(answer.at("/" + list), "metric", metric).at("/arms/0");
    }

    private static JsonNode named(JsonNode list, String member, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> node.at("/" + member).asString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode answer() {
        Experiment experiment = experiment();
        ExperimentTallies tallies = SampleTallies.of("recomputed", NOW);
        Results results = new Results(new FrozenPlans(id -> Optional.of(experiment)));
        Results.Look look = new Results.Look(experiment, tallies, ExperimentTallies.NONE, TopicCounts.NONE, true, NOW);
        ResultsAnswer answer = results.answer(look, new ResultsAnswer.View(null, null, null, false), "1", true);
        JsonMapper json = new JsonMapper();
        return json.readTree(json.writeValueAsString(answer));
    }

    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "recomputed", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 20000, "metrics": [
               {"name": "error-rate", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p50", "kind": "LATENCY_QUANTILE", "quantile": 0.5, "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "latency-mean", "kind": "LATENCY_MEAN", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"},
               {"name": "results", "kind": "VALUE_MEAN", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [
               {"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["%1$s"], "allocations": [
                 {"rule": "1", "drawingRevision": 1, "randomised": true, "weights": {"v1": 9000, "v2": 1000}}]},
               {"number": 2, "at": "2026-11-22T10:00:00Z", "tokens": ["%1$s"], "allocations": [
                 {"rule": "1", "drawingRevision": 2, "randomised": true, "weights": {"v1": 6000, "v2": 4000}}]}]}
            """.formatted(SampleTallies.TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}

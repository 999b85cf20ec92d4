package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.SampleUsers;
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
import io.meshtrial.statistics.users.UserMoments;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Where users are assigned: the answer's numbers from its own sums over users, clocks and plan, and from nothing else. */
class UserRecomputationTest {

    private static final Instant NOW = Instant.parse("2026-11-22T11:00:00Z");
    private static final Offset<Double> EXACT = within(1e-9);

    private final ResultsAnswer typed = typed();
    private final JsonNode answer = new JsonMapper().readTree(new JsonMapper().writeValueAsString(typed));

    @Test
    void usersWithAnErrorAndTheirEvidence() {
        List<RateStratum> strata = new ArrayList<>();
        for (JsonNode stratum : answer.at("/method/strata")) {
            strata.add(new RateStratum(
                    users(stratum, "v2").at("/affected").asLong(),
                    users(stratum, "v1").at("/affected").asLong(),
                    stratum.at("/shares/v2").asDouble()));
        }
        PhasedRateRatio ratio = PhasedRateRatio.of(strata).orElseThrow();
        JsonNode shown = shown("guardrails", "error-rate");
        assertThat(shown.at("/change/estimate").asDouble()).isCloseTo(ratio.estimate() - 1, EXACT);
        assertThat(shown.at("/upperBound").asDouble())
                .isCloseTo(ratio.oneSidedBounds(0.05).orElseThrow().upper() - 1, EXACT);
        assertThat(Math.log(shown.at("/evidence/harm").asDouble()))
                .isCloseTo(ratio.logEGreater(0).orElseThrow(), EXACT);
    }

    @ParameterizedTest
    @CsvSource({"guardrails, latency-mean, 1", "guardrails, requests-per-user, 1", "goals, results, 1000000"})
    void ratiosOverUsersAndTheirBounds(String list, String metric, double scale) {
        StratifiedMeans means = means(metric, metric, scale);
        double progress = progress(metric);
        var contrast = means.contrast(1, 1).orElseThrow().withProgress(progress);
        var interval = AsymptoticSequence.twoSided(contrast, 0.05).orElseThrow();
        RatioBounds ratio = means.ratioBounds(progress, 0.025).orElseThrow();
        JsonNode shown = shown(list, metric);
        Offset<Double> close = within(1e-9 * Math.max(1, Math.abs(interval.estimate())));
        assertThat(shown.at("/difference/estimate").asDouble()).isCloseTo(interval.estimate(), close);
        assertThat(shown.at("/difference/lower").asDouble()).isCloseTo(interval.lower(), close);
        assertThat(shown.at("/difference/upper").asDouble()).isCloseTo(interval.upper(), close);
        assertThat(shown.at("/change/estimate").asDouble()).isCloseTo(ratio.estimate() - 1, EXACT);
        assertThat(shown.at("/change/lower").asDouble()).isCloseTo(ratio.lower() - 1, EXACT);
    }

    /** Control at q against treatment at each rung f·q: the bound is the first rung that is proven. */
    @Test
    void theBoundOfALatencyQuantileIsTheFirstProvenRung() {
        List<Double> factors = List.of(0.95, 1.0, 1.025, 1.05, 1.15);
        ToDoubleFunction<Integer> upper = rung -> AsymptoticSequence.oneSided(
                        means("latency-p50/1", "latency-p50/" + rung, 1)
                                .contrast(1, 1)
                                .orElseThrow()
                                .withProgress(progress("latency-p50/" + rung)),
                        0.05)
                .orElseThrow()
                .upper();
        int proven = IntStream.range(0, 5)
                .filter(rung -> upper.applyAsDouble(rung) < 0)
                .findFirst()
                .orElseThrow();
        assertThat(shown("guardrails", "latency-p50").at("/upperBound").asDouble())
                .isCloseTo(factors.get(proven) - 1, EXACT);
    }

    @Test
    void theSampleRatioCountsUsers() {
        List<UnitCounts> strata = new ArrayList<>();
        for (JsonNode stratum : answer.at("/method/strata")) {
            strata.add(new UnitCounts(
                    List.of(
                            users(stratum, "v1").at("/units").asLong(),
                            users(stratum, "v2").at("/units").asLong()),
                    List.of(
                            stratum.at("/shares/v1").asDouble(),
                            stratum.at("/shares/v2").asDouble())));
        }
        assertThat(Math.log(answer.at("/health/sampleRatio/e").asDouble()))
                .isCloseTo(SampleRatio.of(strata).orElseThrow().logE(), EXACT);
    }

    /** Both formats carry the same sums, to the last digit. */
    @Test
    void theTableCarriesEverySumOverUsers() {
        List<List<String>> rows = Arrays.stream(ResultsCsv.of(typed, List.of()).split("\r\n"))
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> header = rows.getFirst();
        assertThat(rows).allSatisfy(row -> assertThat(row).hasSameSizeAs(header));
        List<Map<String, String>> sums = rows.stream()
                .filter(row -> row.getFirst().equals("users"))
                .map(row -> Map.of(
                        "at", row.get(header.indexOf("drawing_revision")) + row.get(header.indexOf("variant")),
                        "metric", row.get(header.indexOf("name")),
                        "units", row.get(header.indexOf("users")),
                        "affected", row.get(header.indexOf("users_affected")),
                        "s", row.get(header.indexOf("user_s")),
                        "n", row.get(header.indexOf("user_n")),
                        "ss", row.get(header.indexOf("user_ss")),
                        "sn", row.get(header.indexOf("user_sn")),
                        "nn", row.get(header.indexOf("user_nn"))))
                .toList();
        List<Map<String, String>> expected = new ArrayList<>();
        for (JsonNode stratum : answer.at("/method/strata")) {
            for (JsonNode arm : stratum.at("/arms")) {
                for (JsonNode ratio : arm.at("/users/metrics")) {
                    expected.add(Map.of(
                            "at", stratum.at("/drawingRevision").asInt() + text(arm, "variant"),
                            "metric", text(ratio, "metric"),
                            "units", text(ratio, "units"),
                            "affected", text(arm.at("/users"), "affected"),
                            "s", text(ratio, "s"),
                            "n", text(ratio, "n"),
                            "ss", text(ratio, "ss"),
                            "sn", text(ratio, "sn"),
                            "nn", text(ratio, "nn")));
                }
            }
        }
        assertThat(sums).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static String text(JsonNode node, String member) {
        return node.at("/" + member).asString();
    }

    private double progress(String metric) {
        JsonNode clock = named(answer.at("/method/clocks"), "metric", metric);
        double planned = clock.at("/plannedStandardError").asDouble();
        return clock.at("/reached").asDouble() * planned * planned;
    }

    private StratifiedMeans means(String ofControl, String ofTreatment, double scale) {
        List<Stratum> strata = new ArrayList<>();
        for (JsonNode stratum : answer.at("/method/strata")) {
            Optional<ArmSummary> control = summary(users(stratum, "v1"), ofControl, scale);
            Optional<ArmSummary> treatment = summary(users(stratum, "v2"), ofTreatment, scale);
            if (control.isPresent() && treatment.isPresent()) {
                strata.add(new Stratum(control.get(), treatment.get()));
            }
        }
        return StratifiedMeans.forVerdict(strata).orElseThrow();
    }

    private static Optional<ArmSummary> summary(JsonNode users, String metric, double scale) {
        return find(users.at("/metrics"), "metric", metric)
                .flatMap(ratio -> new UserMoments(
                                ratio.at("/units").asLong(),
                                number(ratio, "s") / scale,
                                number(ratio, "n"),
                                number(ratio, "ss") / scale / scale,
                                number(ratio, "nn"),
                                number(ratio, "sn") / scale)
                        .summary()
                        .toOptional());
    }

    private static double number(JsonNode node, String member) {
        return Double.parseDouble(text(node, member));
    }

    private static JsonNode users(JsonNode stratum, String variant) {
        return named(stratum.at("/arms"), "variant", variant).at("/users");
    }

    private JsonNode shown(String list, String metric) {
        return named(answer.at("/" + list), "metric", metric).at("/arms/0");
    }

    private static JsonNode named(JsonNode list, String member, String name) {
        return find(list, member, name).orElseThrow();
    }

    private static Optional<JsonNode> find(JsonNode list, String member, String name) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(node -> text(node, member).equals(name))
                .findFirst();
    }

    private static ResultsAnswer typed() {
        Experiment experiment = experiment();
        ExperimentTallies tallies = SampleUsers.of("recomputed-users");
        Results results = new Results(new FrozenPlans(id -> Optional.of(experiment)));
        Results.Look look = new Results.Look(experiment, tallies, ExperimentTallies.NONE, TopicCounts.NONE, true, NOW);
        return results.answer(look, new ResultsAnswer.View(null, null, null, false), "1", true);
    }

    private static Experiment experiment() {
        String json = """
            {"schema": 1, "id": "recomputed-users", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 5000, "metrics": [
               {"name": "error-rate", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p50", "kind": "LATENCY_QUANTILE", "quantile": 0.5, "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "latency-mean", "kind": "LATENCY_MEAN", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "results", "kind": "VALUE_MEAN", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [
               {"number": 1, "at": "2026-11-22T09:00:00Z", "tokens": ["%1$s"], "allocations": [
                 {"rule": "1", "drawingRevision": 1, "unit": "USER", "randomised": true,
                  "weights": {"v1": 9000, "v2": 1000}}]},
               {"number": 2, "at": "2026-11-22T10:00:00Z", "tokens": ["%1$s"], "allocations": [
                 {"rule": "1", "drawingRevision": 2, "unit": "USER", "randomised": true,
                  "weights": {"v1": 6000, "v2": 4000}}]}]}
            """.formatted(SampleUsers.TOKEN);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}

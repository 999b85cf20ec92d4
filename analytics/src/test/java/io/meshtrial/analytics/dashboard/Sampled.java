package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.SampleRun;
import io.meshtrial.analytics.tally.TopicCounts;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of three arms, three revisions, segments and a gateway, looked at six times as a page does: what the last answer carries, and
 * what the earlier ones carried. Made once for each unit.
 *
 * @param typed the last answer
 * @param carried the same as text
 * @param earlier the answers before, oldest first
 * @param times the minutes that are exported with the last one
 * @param segmentsOf the answer on a metric's segments
 */
record Sampled(
        ResultsAnswer typed,
        Carried carried,
        List<Carried> earlier,
        List<TimeRow> times,
        Function<String, JsonNode> segmentsOf) {

    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");
    private static final double[][] SHARES = {{0.8, 0.1, 0.1}, {0.6, 0.2, 0.2}, {0.4, 0.3, 0.3}};
    private static final int MINUTES_EACH = 30;
    private static final Map<String, Sampled> MADE = new ConcurrentHashMap<>();

    static Sampled of(String unit) {
        return MADE.computeIfAbsent(unit, Sampled::sample);
    }

    List<JsonNode> metrics() {
        return metrics(carried);
    }

    static List<JsonNode> metrics(Carried carried) {
        return Stream.of("/guardrails", "/goals")
                .flatMap(list -> Carried.stream(carried.answer().at(list)))
                .toList();
    }

    /** Looked at in the middle and at the end of every revision: the first look freezes the latency threshold. */
    private static Sampled sample(String unit) {
        Experiment experiment = experiment(unit);
        FrozenPlans plans = new FrozenPlans(id -> Optional.of(experiment));
        SampleRun run = new SampleRun(experiment.id(), unit.equals("USER"), plans);
        Results results = new Results(plans);
        Results.Look look = look(experiment, run, START);
        List<ResultsAnswer> answers = new ArrayList<>();
        for (int revision = 1; revision <= SHARES.length; revision++) {
            for (int minute = 0; minute < MINUTES_EACH; minute++) {
                Instant at = START.plusSeconds(60L * ((revision - 1) * MINUTES_EACH + minute));
                run.minute(at, revision, SHARES[revision - 1], 80);
                if (minute == 14) {
                    answers.add(results.answer(look(experiment, run, at.plusSeconds(60)), view(null), "0", true));
                }
            }
            look = look(experiment, run, START.plusSeconds(60L * revision * MINUTES_EACH));
            answers.add(results.answer(look, view(null), "0", true));
        }
        Results.Look last = look;
        ResultsAnswer typed = results.answer(last, view(null), "1", true);
        JsonMapper json = new JsonMapper();
        return new Sampled(
                typed,
                carried(typed, json),
                answers.stream().map(answer -> carried(answer, json)).toList(),
                TimeRow.of(experiment, last.tallies(), Window.ALL),
                metric -> json.readTree(json.writeValueAsString(results.segments(last, metric))));
    }

    private static Carried carried(ResultsAnswer answer, JsonMapper json) {
        return new Carried(json.readTree(json.writeValueAsString(answer)));
    }

    private static ResultsAnswer.View view(@Nullable String metric) {
        return new ResultsAnswer.View(metric, null, null, false);
    }

    private static Results.Look look(Experiment experiment, SampleRun run, Instant now) {
        return new Results.Look(
                experiment,
                run.tallies(EventSource.APPLICATION),
                run.tallies(EventSource.ACCESS_LOG),
                TopicCounts.NONE,
                true,
                now);
    }

    private static Experiment experiment(String unit) {
        StringBuilder revisions = new StringBuilder();
        for (int i = 0; i < SHARES.length; i++) {
            revisions.append(i == 0 ? "" : ",").append("""
                {"number": %1$d, "at": "%2$s", "tokens": ["%3$s"], "allocations": [
                  {"rule": "1", "drawingRevision": %1$d, "unit": "%4$s", "randomised": true,
                   "weights": {"v1": %5$d, "v2": %6$d, "v3": %7$d}}]}
                """.formatted(
                            i + 1,
                            START.plusSeconds(60L * i * MINUTES_EACH),
                            SampleRun.TOKEN,
                            unit,
                            Math.round(10_000 * SHARES[i][0]),
                            Math.round(10_000 * SHARES[i][1]),
                            Math.round(10_000 * SHARES[i][2])));
        }
        String json = """
            {"schema": 1, "id": "every-number", "state": "RUNNING", "startedAt": "%1$s",
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
               {"name": "v2", "role": "TREATMENT", "version": "v2"}, {"name": "v3", "role": "TREATMENT", "version": "v3"}],
             "plan": {"plannedUnits": 20000, "warmUp": "PT2M", "metrics": [
               {"name": "error-rate", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p50", "kind": "LATENCY_QUANTILE", "quantile": 0.5, "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "latency-mean", "kind": "LATENCY_MEAN", "role": "GUARDRAIL",
                "direction": "LOWER_IS_BETTER", "margin": 0.04},
               {"name": "found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"},
               {"name": "results", "kind": "VALUE_MEAN", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"},
               {"name": "kept", "kind": "VALUE_MEAN", "value": "results", "role": "GUARDRAIL",
                "direction": "HIGHER_IS_BETTER", "margin": 0.03}]},
             "revisions": [%2$s]}
            """.formatted(START, revisions);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }
}

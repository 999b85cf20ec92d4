package io.meshtrial.benchmarks.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.meshtrial.analytics.comparison.LatencyLadder;
import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.tally.FrozenThreshold;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.Measurement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The experiment of {@link RecordedTraffic}: an error rate, a latency quantile, a value, and for users their requests, which
 * are eight columns of a user's record.
 */
final class BenchmarkExperiment {

    static final String ID = "search-ranking";
    static final String TOKEN = "q83vEjRWeJCrze8SNFZ4kA";

    private BenchmarkExperiment() {}

    /** @param unit {@code REQUEST} or {@code USER} */
    static Measurement measurement(String unit) {
        DefinitionReading reading = DefinitionReader.read(definition(unit).getBytes(UTF_8));
        if (reading instanceof DefinitionReading.Read(var experiment)) {
            return measurement(BuiltInGuardrails.addedTo(experiment, false));
        }
        throw new IllegalStateException("the benchmark's definition is malformed: " + reading);
    }

    /** As analytics measures it: every guardrail, and a latency quantile at the five edges of its ladder. */
    private static Measurement measurement(Experiment judged) {
        Map<String, FrozenThreshold> thresholds = new HashMap<>();
        for (Metric metric : judged.plan().metrics()) {
            if (metric.kind() == MetricKind.LATENCY_QUANTILE) {
                List<Long> edges = LatencyLadder.edges(metric, LatencyBuckets.upperEdge(600));
                for (int rung = 0; rung < edges.size(); rung++) {
                    thresholds.put(LatencyLadder.rung(metric, rung), new FrozenThreshold(edges.get(rung), 0));
                }
            }
        }
        return Measurement.of(
                judged.withMetrics(LatencyLadder.measured(judged.plan().metrics())), thresholds);
    }

    private static String definition(String unit) {
        return """
            {"schema": 1, "id": "search-ranking", "name": "Search", "namespace": "demo", "service": "catalog",
             "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z", "eventSource": "APPLICATION", "accepted": true,
             "variants": [{"name": "v1", "role": "CONTROL", "version": "v1"},
                          {"name": "v2", "role": "TREATMENT", "version": "v2"}],
             "plan": {"plannedUnits": 20000, "minimumDuration": "PT10M", "latencyCapMicros": 10000000, "metrics": [
               {"name": "error-rate", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "latency-p95", "kind": "LATENCY_QUANTILE", "quantile": 0.95, "role": "GUARDRAIL",
                "critical": true, "direction": "LOWER_IS_BETTER", "margin": 0.05},
               {"name": "results-found", "kind": "VALUE_SHARE", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [{"number": 1, "at": "2026-11-22T09:00:00Z", "rules": "30%% to v2", "tokens": ["%s"],
               "allocations": [{"rule": "1", "drawingRevision": 1, "unit": "%s", "randomised": true,
                "weights": {"v1": 7000, "v2": 3000}}]}]}
            """.formatted(TOKEN, unit);
    }
}

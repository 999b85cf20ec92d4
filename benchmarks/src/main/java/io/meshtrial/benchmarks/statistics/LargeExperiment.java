package io.meshtrial.benchmarks.statistics;

import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.LatencyBuckets;
import io.meshtrial.analytics.tally.LatencyCounts;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.ValueSums;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** A seeded experiment of 3 arms, 20 revisions, 8 metrics, with latencies in 60 buckets. */
final class LargeExperiment {

    private static final int REVISIONS = 20;
    private static final int BUCKETS = 60;
    private static final int FIRST_BUCKET = LatencyBuckets.indexOf(20_000);
    private static final String TOKEN = "abcdefghijklmnopqrstuv";

    private LargeExperiment() {}

    static long edge(int bucket) {
        return LatencyBuckets.lowerEdge(FIRST_BUCKET + bucket);
    }

    static Experiment definition() {
        StringBuilder revisions = new StringBuilder();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            int weight = 100 * revision;
            revisions.append(revision == 1 ? "" : ",").append("""
                {"number": %1$d, "at": "2026-11-22T09:00:00Z", "tokens": ["%2$s"], "allocations": [
                  {"rule": "1", "drawingRevision": %1$d, "randomised": true, "weights": {"v1": %3$d, "v2": %4$d, "v3": %4$d}}]}
                """.formatted(
                            revision, TOKEN, 10_000 - 2 * weight, weight));
        }
        String json = """
            {"schema": 1, "id": "large", "state": "RUNNING", "accepted": true, "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"},
                          {"name": "v3", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 200000, "metrics": [%s]}, "revisions": [%s]}
            """.formatted(metrics(), revisions);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }

    private static String metrics() {
        String guardrail = "\"role\": \"GUARDRAIL\", \"direction\": \"LOWER_IS_BETTER\", \"margin\": 0.05";
        String goal = "\"role\": \"GOAL\", \"direction\": \"HIGHER_IS_BETTER\"";
        return """
            {"name": "errors", "kind": "ERROR_RATE", "critical": true, %1$s},
            {"name": "p50", "kind": "LATENCY_QUANTILE", "quantile": 0.5, %1$s},
            {"name": "p95", "kind": "LATENCY_QUANTILE", "quantile": 0.95, "critical": true, %1$s},
            {"name": "p99", "kind": "LATENCY_QUANTILE", "quantile": 0.99, %1$s},
            {"name": "mean", "kind": "LATENCY_MEAN", %1$s},
            {"name": "found", "kind": "VALUE_SHARE", "value": "a", %2$s},
            {"name": "a", "kind": "VALUE_MEAN", "value": "a", %2$s},
            {"name": "b", "kind": "VALUE_MEAN", "value": "b", %2$s}
            """.formatted(guardrail, goal);
    }

    static Traffic traffic(Experiment experiment) {
        SplittableRandom random = new SplittableRandom(1);
        Map<Cell, Tally> totals = new HashMap<>();
        for (int revision = 1; revision <= REVISIONS; revision++) {
            for (String variant : new String[] {"v1", "v2", "v3"}) {
                long scale = variant.equals("v1") ? 100 - 2L * revision : revision;
                totals.put(
                        new Cell(EventSource.APPLICATION, new Stratum("large", 1, revision, 0), variant, "", TOKEN),
                        tally(scale, random));
            }
        }
        return TrafficSorter.sort(experiment, new ExperimentTallies(1, totals, Map.of(), Map.of()), Window.ALL);
    }

    private static Tally tally(long scale, SplittableRandom random) {
        int[] buckets =
                IntStream.range(0, BUCKETS).map(bucket -> FIRST_BUCKET + bucket).toArray();
        long[] counts = IntStream.range(0, BUCKETS)
                .mapToLong(bucket -> 1 + scale * (2 + random.nextInt(2)))
                .toArray();
        LatencyCounts answered = LatencyCounts.of(buckets, counts);
        long errors = 1 + scale * 2;
        long requests = answered.total() + errors;
        ValueSums sums = new ValueSums(
                requests,
                requests / 2,
                Int128.of(requests * 3_000_000),
                Int128.product(requests * 4, 4_000_000_000_000L));
        return new Tally(
                requests,
                errors,
                0,
                0,
                0,
                Int128.of(requests * 40_000),
                Int128.of(requests * 2_000_000_000L),
                answered,
                new TreeMap<>(Map.of("a", sums, "b", sums)));
    }
}

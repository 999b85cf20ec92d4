package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Definitions of simulated experiments, read as analytics reads published ones. */
final class Definitions {

    static final String ID = "whole";
    static final String TOKEN = "abcdefghijklmnopqrstuv";

    /** The goal, and the value that events carry for it. */
    static final String GOAL = "found";

    static final String GOAL_OF_SHARES = goal("VALUE_SHARE");
    static final String GOAL_OF_MEANS = goal("VALUE_MEAN");

    private Definitions() {}

    private static String goal(String kind) {
        return """
                {"name": "found", "kind": "%s", "value": "found", "role": "GOAL", "direction": "HIGHER_IS_BETTER"}
                """.formatted(kind);
    }

    /** A guardrail; for all but error rates more is better, and the value is the goal's. */
    static String guardrail(String name, String kind, boolean critical, double margin) {
        boolean errors = kind.equals("ERROR_RATE");
        return """
                {"name": "%s", "kind": "%s"%s, "role": "GUARDRAIL", "critical": %s, "direction": "%s", "margin": %s}
                """.formatted(
                        name,
                        kind,
                        errors ? "" : ", \"value\": \"found\"",
                        critical,
                        errors ? "LOWER_IS_BETTER" : "HIGHER_IS_BETTER",
                        margin);
    }

    /**
     * The definition as it stands after each of its revisions.
     *
     * @param plannedUnits of the whole run
     * @param parts of treatment, of 10 000, by rule and then by revision
     */
    static List<Experiment> of(RandomisationUnit unit, long plannedUnits, List<String> metrics, int[][] parts) {
        return IntStream.rangeClosed(1, parts[0].length)
                .mapToObj(last -> read(unit, plannedUnits, metrics, parts, last))
                .toList();
    }

    private static Experiment read(
            RandomisationUnit unit, long plannedUnits, List<String> metrics, int[][] parts, int last) {
        String revisions = IntStream.rangeClosed(1, last)
                .mapToObj(number -> """
                        {"number": %d, "at": "%s", "tokens": ["%s"], "allocations": [%s]}
                        """.formatted(number, Judgement.START, TOKEN, allocations(unit, parts, number)))
                .collect(Collectors.joining(","));
        String json = """
                {"schema": 1, "id": "%s", "state": "RUNNING", "accepted": true, "startedAt": "%s",
                 "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
                 "plan": {"plannedUnits": %d, "metrics": [%s]}, "revisions": [%s]}
                """.formatted(ID, Judgement.START, plannedUnits, String.join(",", metrics), revisions);
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }

    private static String allocations(RandomisationUnit unit, int[][] parts, int revision) {
        return IntStream.range(0, parts.length)
                .mapToObj(rule -> """
                        {"rule": "%d", "drawingRevision": %d, "unit": "%s", "randomised": true,
                         "weights": {"v1": %d, "v2": %d}}
                        """.formatted(
                        rule + 1, revision, unit, 10_000 - parts[rule][revision - 1], parts[rule][revision - 1]))
                .collect(Collectors.joining(","));
    }
}

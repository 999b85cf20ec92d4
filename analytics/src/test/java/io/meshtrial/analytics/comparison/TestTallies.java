package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.DefinitionReader;
import io.meshtrial.analytics.definition.DefinitionReading.Read;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Int128;
import io.meshtrial.analytics.tally.RatioSums;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.UserCell;
import io.meshtrial.analytics.tally.UserSample;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.UserTally;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** An experiment that draws users, and what its users add up to. */
final class TestTallies {

    static final String TOKEN = "abcdefghijklmnopqrstuv";

    private TestTallies() {}

    /** Revisions 1, 2, … whose rule 1 gives users to v1 and v2 in these parts of 100. */
    static Experiment users(int... partsOfTreatment) {
        return overtaken(0, partsOfTreatment);
    }

    /** The same; one of them never stood in the mesh. */
    static Experiment overtaken(int never, int... partsOfTreatment) {
        StringBuilder revisions = new StringBuilder();
        for (int i = 0; i < partsOfTreatment.length; i++) {
            int parts = partsOfTreatment[i] * 100;
            revisions.append(i == 0 ? "" : ",").append("""
                {"number": %1$d, "at": "2026-11-22T09:0%1$d:00Z", "tokens": ["%2$s"], "allocations": [
                  {"rule": "1", "drawingRevision": %1$d, "unit": "USER", "randomised": true,
                   "weights": {"v1": %3$d, "v2": %4$d}}], "stood": %5$s}
                """.formatted(
                            i + 1, TOKEN, 10_000 - parts, parts, i + 1 == never ? "false" : "null"));
        }
        return read("""
            {"schema": 1, "id": "users", "state": "RUNNING", "startedAt": "2026-11-22T09:00:00Z",
             "variants": [{"name": "v1", "role": "CONTROL"}, {"name": "v2", "role": "TREATMENT"}],
             "plan": {"plannedUnits": 2000, "metrics": [
               {"name": "errors", "kind": "ERROR_RATE", "role": "GUARDRAIL", "critical": true,
                "direction": "LOWER_IS_BETTER", "margin": 0.25},
               {"name": "found", "kind": "VALUE_MEAN", "value": "results", "role": "GOAL",
                "direction": "HIGHER_IS_BETTER"}]},
             "revisions": [%s]}
            """.formatted(revisions));
    }

    static Experiment read(String json) {
        return ((Read) DefinitionReader.read(json.getBytes(StandardCharsets.UTF_8))).experiment();
    }

    static UserCell cell(int drawingRevision, int origin, String variant) {
        return new UserCell(EventSource.APPLICATION, new Stratum("users", 1, drawingRevision, origin), variant, TOKEN);
    }

    /** Users with one request each, so many of them with an error. */
    static UserTally tally(long units, long errors, long crossovers) {
        RatioSums ofErrors = sums(units, errors, units, errors, errors, units);
        UserSums all = new UserSums(units, errors, crossovers, units, new TreeMap<>(Map.of("errors", ofErrors)));
        return new UserTally(all, UserSums.ZERO, 0, 0, 0);
    }

    static RatioSums sums(long units, long s, long n, long ss, long sn, long nn) {
        return new RatioSums(units, Int128.of(s), Int128.of(n), Int128.of(ss), Int128.of(sn), Int128.of(nn));
    }

    static ExperimentTallies of(Map<UserCell, UserTally> users) {
        return new ExperimentTallies(1, Map.of(), Map.of(), Map.of(), users, UserSample.WHOLE);
    }

    static Traffic traffic(Experiment experiment, Map<UserCell, UserTally> users) {
        return TrafficSorter.sort(experiment, of(users), Window.ALL);
    }
}

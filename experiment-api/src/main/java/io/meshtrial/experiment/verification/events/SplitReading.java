package io.meshtrial.experiment.verification.events;

import io.meshtrial.experiment.verification.check.Evidence.Share;
import io.meshtrial.experiment.verification.witness.JsonAnswer;
import io.meshtrial.experiment.verification.witness.UnreadableAnswer;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The split as analytics sees it.
 *
 * @param revision that analytics knows as the current one
 * @param state of the sequential test: {@code AS_PLANNED}, {@code ALARM}, {@code NO_DATA}
 * @param e its e-value as text, or {@code -} where there is none
 * @param alarm value at which it raises the alarm
 * @param units in the comparison, of all revisions
 * @param fresh whether events still arrive
 * @param splits of the current revision, one per rule that draws
 */
record SplitReading(
        long revision,
        String state,
        String e,
        double alarm,
        String unit,
        long units,
        String fresh,
        List<Split> splits) {

    /**
     * What one rule drew.
     *
     * @param units of all arms
     * @param smallest target of an arm that is due anything
     */
    record Split(long units, double smallest, List<Share> shares) {
        Split {
            shares = List.copyOf(shares);
        }
    }

    SplitReading {
        splits = List.copyOf(splits);
    }

    List<Share> shares() {
        return splits.stream().flatMap(split -> split.shares().stream()).toList();
    }

    /** Units of the current revision. */
    long current() {
        return splits.stream().mapToLong(Split::units).sum();
    }

    static SplitReading read(JsonNode answer) throws UnreadableAnswer {
        JsonNode experiment = JsonAnswer.object(answer, "experiment");
        JsonNode health = JsonAnswer.object(answer, "health");
        JsonNode ratio = JsonAnswer.object(health, "sampleRatio");
        long revision = JsonAnswer.whole(experiment, "revision");
        long units = 0;
        for (JsonNode arm : JsonAnswer.objects(ratio, "arms")) {
            units += JsonAnswer.whole(arm, "units");
        }
        return new SplitReading(
                revision,
                JsonAnswer.text(ratio, "state"),
                ratio.path("e").isNumber() ? ratio.path("e").toString() : "-",
                JsonAnswer.number(ratio, "alarm"),
                JsonAnswer.text(experiment, "unit", "REQUEST").equals("USER") ? "users" : "requests",
                units,
                JsonAnswer.text(JsonAnswer.object(health, "freshness"), "state"),
                splits(JsonAnswer.object(answer, "share"), revision));
    }

    private static List<Split> splits(JsonNode share, long revision) throws UnreadableAnswer {
        double level = JsonAnswer.number(share, "revisionLevel");
        List<Split> splits = new ArrayList<>();
        for (JsonNode entry : JsonAnswer.objects(share, "revisions")) {
            if (JsonAnswer.whole(entry, "number") == revision && JsonAnswer.truth(entry, "randomised")) {
                List<Share> shares = new ArrayList<>();
                double smallest = 1;
                for (JsonNode arm : JsonAnswer.objects(entry, "arms")) {
                    add(arm, level, shares);
                    double target = JsonAnswer.number(arm, "target");
                    smallest = target > 0 ? Math.min(smallest, target) : smallest;
                }
                splits.add(new Split(JsonAnswer.whole(entry, "units"), smallest, shares));
            }
        }
        return splits;
    }

    /** An arm without requests has no share yet. */
    private static void add(JsonNode arm, double level, List<Share> shares) throws UnreadableAnswer {
        if (arm.path("observed").isNumber()
                && arm.path("lower").isNumber()
                && arm.path("upper").isNumber()) {
            double target = JsonAnswer.number(arm, "target");
            shares.add(new Share(
                    JsonAnswer.text(arm, "variant"),
                    target,
                    target,
                    JsonAnswer.number(arm, "observed"),
                    JsonAnswer.number(arm, "lower"),
                    JsonAnswer.number(arm, "upper"),
                    level,
                    JsonAnswer.whole(arm, "units")));
        }
    }
}

package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MethodAnswer;
import io.meshtrial.analytics.dashboard.answer.RawLatency;
import io.meshtrial.analytics.definition.MeasurementPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows from which the numbers of a table come: frozen settings and clocks, the tallies of each stratum and arm with their
 * values, histograms and sums over users, then the same of the gateway and of each segment.
 */
final class RawCsv {

    private final List<Map<String, @Nullable Object>> rows = new ArrayList<>();

    private RawCsv() {}

    static List<Map<String, @Nullable Object>> rows(MethodAnswer method) {
        RawCsv csv = new RawCsv();
        csv.settings(method);
        method.strata().forEach(stratum -> csv.stratum("", null, stratum));
        method.gateway().forEach(stratum -> csv.stratum("gateway-", null, stratum));
        method.segments()
                .forEach(segment -> segment.strata().forEach(stratum -> csv.stratum("segment-", segment, stratum)));
        return csv.rows;
    }

    private void settings(MethodAnswer method) {
        MeasurementPlan plan = method.plan();
        setting("plan", "planned_units", "", plan.plannedUnits());
        setting("plan", "alpha_harm", "", plan.alphaHarm());
        setting("plan", "alpha_better", "", plan.alphaBetter());
        setting("plan", "alpha_no_harm", "", plan.alphaNoHarm());
        setting("plan", "user_sample", "", method.userSample());
        method.plannedShares().forEach((variant, share) -> setting("plan", "planned_share", variant, share));
        method.thresholds()
                .forEach(threshold -> setting("threshold", threshold.metric(), "", threshold.thresholdMicros()));
        method.clocks().forEach(clock -> {
            setting("clock-planned-error", clock.metric(), clock.variant(), clock.plannedStandardError());
            setting("clock-reached", clock.metric(), clock.variant(), clock.reached());
        });
    }

    private void setting(String kind, String name, String variant, Object value) {
        Map<String, @Nullable Object> row = ResultsCsv.row(kind, name, variant);
        row.put("setting", value);
        rows.add(row);
    }

    private void stratum(String prefix, MethodAnswer.@Nullable Segment segment, MethodAnswer.Stratum stratum) {
        for (MethodAnswer.Arm arm : stratum.arms()) {
            Place place = new Place(prefix, segment, stratum, arm);
            rows.add(units(place));
            arm.values().forEach(value -> rows.add(value(place, value)));
            MethodAnswer.Users users = arm.users();
            if (users != null && segment == null) {
                users.metrics().forEach(ratio -> rows.add(ratio(place, users, ratio)));
            }
            RawLatency latency = arm.latency();
            if (latency != null) {
                latency.beforeThresholds().forEach(before -> rows.add(leftOut(place, before)));
            }
        }
    }

    private static Map<String, @Nullable Object> leftOut(Place place, RawLatency.Before before) {
        Map<String, @Nullable Object> row = place.named("latency-left-out", before.metric());
        row.put("latency_histogram", text(before.leftOut()));
        return row;
    }

    /** {@code edge:count} in microseconds, ascending; requests without an answer lie above every edge, at {@code inf}. */
    static String text(RawLatency.Histogram histogram) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < histogram.edges().size(); i++) {
            text.append(histogram.edges().get(i))
                    .append(':')
                    .append(histogram.counts().get(i))
                    .append(' ');
        }
        return text.append("inf:").append(histogram.unanswered()).toString();
    }

    private static Map<String, @Nullable Object> units(Place place) {
        Map<String, @Nullable Object> row = place.tally("tally", "");
        RawLatency latency = place.arm().latency();
        row.put("latency_histogram", latency == null ? null : text(latency.all()));
        MethodAnswer.Users users = place.arm().users();
        if (users != null) {
            users(row, users, users.units());
        }
        return row;
    }

    private static void users(Map<String, @Nullable Object> row, MethodAnswer.Users users, long units) {
        row.put("users", units);
        row.put("users_returned", users.returned());
        row.put("users_affected", users.affected());
        row.put("users_crossed", users.crossovers());
        row.put("users_requests", users.requests());
    }

    private static Map<String, @Nullable Object> value(Place place, MethodAnswer.Value value) {
        return with(place.tally("value", value.name()), value);
    }

    static Map<String, @Nullable Object> with(Map<String, @Nullable Object> row, MethodAnswer.Value value) {
        row.put("value_count", value.count());
        row.put("value_found", value.found());
        row.put("value_sum_1e6", value.sum());
        row.put("value_squared_sum_1e12", value.squaredSum());
        return row;
    }

    private static Map<String, @Nullable Object> ratio(
            Place place, MethodAnswer.Users users, MethodAnswer.Ratio ratio) {
        Map<String, @Nullable Object> row = place.tally("users", ratio.metric());
        users(row, users, ratio.units());
        row.put("user_s", ratio.s());
        row.put("user_n", ratio.n());
        row.put("user_ss", ratio.ss());
        row.put("user_sn", ratio.sn());
        row.put("user_nn", ratio.nn());
        return row;
    }

    private record Place(
            String prefix, MethodAnswer.@Nullable Segment segment, MethodAnswer.Stratum stratum, MethodAnswer.Arm arm) {

        Map<String, @Nullable Object> named(String kind, String name) {
            Map<String, @Nullable Object> row = ResultsCsv.row(prefix + kind, name, arm.variant());
            if (segment != null) {
                row.put("segment_kind", segment.kind());
                row.put("segment", segment.name());
            }
            row.put("rule", stratum.rule());
            row.put("drawing_revision", stratum.drawingRevision());
            row.put("origin", stratum.origin());
            row.put("target_share", stratum.shares().get(arm.variant()));
            return row;
        }

        Map<String, @Nullable Object> tally(String kind, String name) {
            Map<String, @Nullable Object> row = named(kind, name);
            row.put("assigned", arm.assigned());
            row.put("requests", arm.requests());
            row.put("errors", arm.errors());
            row.put("aborted", arm.aborted());
            row.put("bots", arm.bots());
            row.put("duration_sum_micros", arm.durationSumMicros());
            row.put("duration_squared_sum_micros", arm.durationSquaredSumMicros());
            return row;
        }
    }
}

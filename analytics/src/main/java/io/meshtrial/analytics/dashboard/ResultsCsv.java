package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as CSV (RFC 4180): a row for each metric and arm, then all that their numbers come from ({@link RawCsv}),
 * then the tallies of each minute and hour.
 */
final class ResultsCsv {

    private static final List<String> HEADER = List.of(
            "row",
            "name",
            "variant",
            "rule",
            "drawing_revision",
            "origin",
            "target_share",
            "assigned",
            "requests",
            "errors",
            "aborted",
            "bots",
            "duration_sum_micros",
            "duration_squared_sum_micros",
            "value_count",
            "value_found",
            "value_sum_1e6",
            "value_squared_sum_1e12",
            "users",
            "users_returned",
            "users_affected",
            "users_crossed",
            "users_requests",
            "user_s",
            "user_n",
            "user_ss",
            "user_sn",
            "user_nn",
            "latency_histogram",
            "segment_kind",
            "segment",
            "setting",
            "value",
            "change",
            "change_lower",
            "change_upper",
            "upper_bound",
            "margin",
            "state",
            "start",
            "served_version",
            "late");

    private ResultsCsv() {}

    static String of(ResultsAnswer answer, List<TimeRow> times) {
        StringBuilder csv = new StringBuilder();
        line(csv, HEADER);
        Stream.concat(answer.guardrails().stream(), answer.goals().stream()).forEach(metric -> metric(csv, metric));
        RawCsv.rows(answer.method()).forEach(row -> line(csv, row));
        for (TimeRow time : times) {
            line(csv, time(time));
            time.values().forEach(value -> line(csv, RawCsv.with(placed(time, "-value", value.name()), value)));
        }
        return csv.toString();
    }

    private static void metric(StringBuilder csv, MetricAnswer metric) {
        MetricAnswer.Control control = metric.control();
        Map<String, @Nullable Object> row = row("metric", metric.metric(), control.variant());
        row.put("requests", control.units());
        row.put("value_count", control.events());
        row.put("value", control.value());
        row.put("margin", metric.margin());
        line(csv, row);
        for (MetricAnswer.Arm arm : metric.arms()) {
            line(csv, arm(metric, arm));
        }
    }

    private static Map<String, @Nullable Object> arm(MetricAnswer metric, MetricAnswer.Arm arm) {
        Map<String, @Nullable Object> row = row("metric", metric.metric(), arm.variant());
        row.put("requests", arm.units());
        row.put("value_count", arm.events());
        row.put("value", arm.value());
        row.put("change", arm.change().estimate());
        row.put("change_lower", arm.change().lower());
        row.put("change_upper", arm.change().upper());
        row.put("upper_bound", arm.upperBound());
        row.put("margin", metric.margin());
        row.put("state", arm.state());
        return row;
    }

    private static Map<String, @Nullable Object> time(TimeRow time) {
        Map<String, @Nullable Object> row = placed(time, "", "");
        row.put("requests", time.requests());
        row.put("errors", time.errors());
        row.put("aborted", time.aborted());
        row.put("bots", time.bots());
        row.put("late", time.late());
        row.put("duration_sum_micros", time.durationSumMicros());
        row.put("duration_squared_sum_micros", time.durationSquaredSumMicros());
        row.put("latency_histogram", RawCsv.text(time.latency()));
        return row;
    }

    private static Map<String, @Nullable Object> placed(TimeRow time, String suffix, String name) {
        Map<String, @Nullable Object> row = row(time.span() + suffix, name, time.variant());
        row.put("start", time.start());
        row.put("served_version", time.servedVersion());
        row.put("rule", time.rule());
        row.put("drawing_revision", time.drawingRevision());
        row.put("origin", time.origin());
        return row;
    }

    static Map<String, @Nullable Object> row(String kind, String name, String variant) {
        Map<String, @Nullable Object> row = new HashMap<>();
        row.put("row", kind);
        row.put("name", name);
        row.put("variant", variant);
        return row;
    }

    private static void line(StringBuilder csv, Map<String, @Nullable Object> row) {
        line(
                csv,
                HEADER.stream()
                        .map(row::get)
                        .map(field -> field == null ? "" : String.valueOf(field))
                        .toList());
    }

    static void line(StringBuilder csv, List<String> fields) {
        csv.append(fields.stream().map(ResultsCsv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    // A leading =, +, - or @ of a name would be a formula in a spreadsheet.
    private static String quoted(String field) {
        boolean number = field.matches("[+-]?[0-9.]+(E[+-]?[0-9]+)?");
        String safe = !number && !field.isEmpty() && "=+-@\t\r".indexOf(field.charAt(0)) >= 0 ? "'" + field : field;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}

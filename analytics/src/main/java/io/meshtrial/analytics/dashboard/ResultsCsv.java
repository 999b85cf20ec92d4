package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MethodAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Results as CSV (RFC 4180): a row for each metric and arm, then the raw tallies of each stratum and arm,
 * then the sums over its users for each metric.
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
            "users_affected",
            "users_crossed",
            "user_s",
            "user_n",
            "user_ss",
            "user_sn",
            "user_nn",
            "value",
            "change",
            "change_lower",
            "change_upper",
            "upper_bound",
            "margin",
            "state");

    private ResultsCsv() {}

    static String of(ResultsAnswer answer) {
        StringBuilder csv = new StringBuilder();
        line(csv, HEADER);
        Stream.concat(answer.guardrails().stream(), answer.goals().stream()).forEach(metric -> metric(csv, metric));
        answer.method().strata().forEach(stratum -> stratum(csv, stratum));
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

    private static void stratum(StringBuilder csv, MethodAnswer.Stratum stratum) {
        for (MethodAnswer.Arm arm : stratum.arms()) {
            line(csv, tally("tally", "", stratum, arm));
            for (MethodAnswer.Value value : arm.values()) {
                Map<String, @Nullable Object> row = tally("value", value.name(), stratum, arm);
                row.put("value_count", value.count());
                row.put("value_found", value.found());
                row.put("value_sum_1e6", value.sum());
                row.put("value_squared_sum_1e12", value.squaredSum());
                line(csv, row);
            }
            MethodAnswer.Users users = arm.users();
            if (users != null) {
                users.metrics().forEach(ratio -> line(csv, ratio(ratio, users, stratum, arm)));
            }
        }
    }

    private static Map<String, @Nullable Object> ratio(
            MethodAnswer.Ratio ratio, MethodAnswer.Users users, MethodAnswer.Stratum stratum, MethodAnswer.Arm arm) {
        Map<String, @Nullable Object> row = tally("users", ratio.metric(), stratum, arm);
        row.put("users", ratio.units());
        row.put("users_affected", users.affected());
        row.put("users_crossed", users.crossovers());
        row.put("user_s", ratio.s());
        row.put("user_n", ratio.n());
        row.put("user_ss", ratio.ss());
        row.put("user_sn", ratio.sn());
        row.put("user_nn", ratio.nn());
        return row;
    }

    private static Map<String, @Nullable Object> tally(
            String kind, String name, MethodAnswer.Stratum stratum, MethodAnswer.Arm arm) {
        Map<String, @Nullable Object> row = row(kind, name, arm.variant());
        row.put("rule", stratum.rule());
        row.put("drawing_revision", stratum.drawingRevision());
        row.put("origin", stratum.origin());
        row.put("target_share", stratum.shares().get(arm.variant()));
        row.put("requests", arm.requests());
        row.put("errors", arm.errors());
        row.put("aborted", arm.aborted());
        row.put("bots", arm.bots());
        row.put("duration_sum_micros", arm.durationSumMicros());
        row.put("duration_squared_sum_micros", arm.durationSquaredSumMicros());
        return row;
    }

    private static Map<String, @Nullable Object> row(String kind, String name, String variant) {
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

    private static void line(StringBuilder csv, List<String> fields) {
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

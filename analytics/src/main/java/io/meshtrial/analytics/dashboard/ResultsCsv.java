package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MethodAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Results as CSV (RFC 4180): a row for each metric and arm, then the raw tallies of each stratum and arm. */
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
        line(
                csv,
                fields(
                        "metric",
                        metric.metric(),
                        metric.control().variant(),
                        "",
                        "",
                        "",
                        "",
                        metric.control().units(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        metric.control().events(),
                        "",
                        "",
                        "",
                        metric.control().value(),
                        "",
                        "",
                        "",
                        "",
                        metric.margin(),
                        ""));
        for (MetricAnswer.Arm arm : metric.arms()) {
            line(
                    csv,
                    fields(
                            "metric",
                            metric.metric(),
                            arm.variant(),
                            "",
                            "",
                            "",
                            "",
                            arm.units(),
                            "",
                            "",
                            "",
                            "",
                            "",
                            arm.events(),
                            "",
                            "",
                            "",
                            arm.value(),
                            arm.change().estimate(),
                            arm.change().lower(),
                            arm.change().upper(),
                            arm.upperBound(),
                            metric.margin(),
                            arm.state()));
        }
    }

    private static void stratum(StringBuilder csv, MethodAnswer.Stratum stratum) {
        for (MethodAnswer.Arm arm : stratum.arms()) {
            raw(csv, "tally", "", stratum, arm, null);
            for (MethodAnswer.Value value : arm.values()) {
                raw(csv, "value", value.name(), stratum, arm, value);
            }
        }
    }

    private static void raw(
            StringBuilder csv,
            String row,
            String name,
            MethodAnswer.Stratum stratum,
            MethodAnswer.Arm arm,
            MethodAnswer.@Nullable Value value) {
        line(
                csv,
                fields(
                        row,
                        name,
                        arm.variant(),
                        stratum.rule(),
                        stratum.drawingRevision(),
                        stratum.origin(),
                        stratum.shares().get(arm.variant()),
                        arm.requests(),
                        arm.errors(),
                        arm.aborted(),
                        arm.bots(),
                        arm.durationSumMicros(),
                        arm.durationSquaredSumMicros(),
                        value == null ? "" : value.count(),
                        value == null ? "" : value.found(),
                        value == null ? "" : value.sum(),
                        value == null ? "" : value.squaredSum(),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        ""));
    }

    private static List<String> fields(@Nullable Object... fields) {
        return Stream.of(fields)
                .map(field -> field == null ? "" : String.valueOf(field))
                .toList();
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

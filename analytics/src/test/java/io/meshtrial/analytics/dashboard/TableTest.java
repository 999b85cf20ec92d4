package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The table, row by row and cell by cell, from the answer's own text; so what follows from the one follows from the other. */
class TableTest {

    private static final Map<String, String> TALLY = columns(
            "assigned",
            "requests",
            "errors",
            "aborted",
            "bots",
            "duration_sum_micros=durationSumMicros",
            "duration_squared_sum_micros=durationSquaredSumMicros");
    private static final Map<String, String> VALUE = columns(
            "name", "value_count=count", "value_found=found", "value_sum_1e6=sum", "value_squared_sum_1e12=squaredSum");
    private static final Map<String, String> USERS = columns(
            "users=units",
            "users_returned=returned",
            "users_affected=affected",
            "users_crossed=crossovers",
            "users_requests=requests");
    private static final Map<String, String> RATIO =
            columns("name=metric", "users=units", "user_s=s", "user_n=n", "user_ss=ss", "user_sn=sn", "user_nn=nn");
    private static final Map<String, String> CONTROL =
            columns("variant", "requests=units", "value_count=events", "value");
    private static final Map<String, String> ARM = columns(
            "variant",
            "requests=units",
            "value_count=events",
            "value",
            "change=change/estimate",
            "change_lower=change/lower",
            "change_upper=change/upper",
            "upper_bound=upperBound",
            "state");

    private static Map<String, String> columns(String... names) {
        Map<String, String> columns = new LinkedHashMap<>();
        for (String name : names) {
            int at = name.indexOf('=');
            columns.put(at < 0 ? name : name.substring(0, at), name.substring(at + 1));
        }
        return columns;
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyRowIsThatOfTheAnswer(String unit) {
        Sampled sampled = Sampled.of(unit);
        JsonNode answer = sampled.carried().answer();
        List<Map<String, String>> expected = new ArrayList<>();
        Stream.of("/guardrails", "/goals")
                .flatMap(list -> Carried.stream(answer.at(list)))
                .forEach(metric -> metric(expected, metric));
        settings(expected, answer.at("/method"));
        Carried.stream(answer.at("/method/strata")).forEach(stratum -> stratum(expected, "", null, stratum));
        Carried.stream(answer.at("/method/gateway")).forEach(stratum -> stratum(expected, "gateway-", null, stratum));
        Carried.stream(answer.at("/method/segments"))
                .forEach(segment -> Carried.stream(segment.at("/strata"))
                        .forEach(stratum -> stratum(expected, "segment-", segment, stratum)));
        List<Map<String, String>> table = table(ResultsCsv.of(sampled.typed(), List.of()));
        assertThat(table).hasSizeGreaterThan(100).hasSameSizeAs(expected);
        for (int i = 0; i < table.size(); i++) {
            assertThat(table.get(i)).as("row " + i).isEqualTo(expected.get(i));
        }
        assertThat(table).extracting(row -> row.get("row")).contains("plan", "threshold", "tally", "segment-tally");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyMinuteIsThatOfTheTallies(String unit) {
        Sampled sampled = Sampled.of(unit);
        List<Map<String, String>> table = table(ResultsCsv.of(sampled.typed(), sampled.times())).stream()
                .filter(row -> row.getOrDefault("row", "").startsWith("minute"))
                .toList();
        List<Map<String, String>> expected = new ArrayList<>();
        for (TimeRow time : sampled.times()) {
            Map<String, String> place = new LinkedHashMap<>(Map.of(
                    "variant",
                    time.variant(),
                    "start",
                    time.start().toString(),
                    "served_version",
                    time.servedVersion(),
                    "rule",
                    "" + time.rule(),
                    "drawing_revision",
                    "" + time.drawingRevision(),
                    "origin",
                    "" + time.origin()));
            Map<String, String> row = new LinkedHashMap<>(place);
            row.putAll(Map.of(
                    "row", "minute",
                    "requests", "" + time.requests(),
                    "errors", "" + time.errors(),
                    "aborted", "" + time.aborted(),
                    "bots", "" + time.bots(),
                    "late", "" + time.late(),
                    "duration_sum_micros", time.durationSumMicros(),
                    "duration_squared_sum_micros", time.durationSquaredSumMicros()));
            StringBuilder histogram = new StringBuilder();
            for (int i = 0; i < time.latency().edges().size(); i++) {
                histogram.append(time.latency().edges().get(i) + ":"
                        + time.latency().counts().get(i) + " ");
            }
            row.put("latency_histogram", histogram + "inf:" + time.latency().unanswered());
            expected.add(row);
            time.values().forEach(value -> {
                Map<String, String> own = new LinkedHashMap<>(place);
                own.putAll(Map.of(
                        "row",
                        "minute-value",
                        "name",
                        value.name(),
                        "value_count",
                        "" + value.count(),
                        "value_found",
                        "" + value.found(),
                        "value_sum_1e6",
                        value.sum(),
                        "value_squared_sum_1e12",
                        value.squaredSum()));
                expected.add(own);
            });
        }
        assertThat(expected).hasSizeGreaterThan(300);
        assertThat(table).isEqualTo(expected);
    }

    private static void metric(List<Map<String, String>> rows, JsonNode metric) {
        row(rows, "metric", CONTROL, metric.at("/control")).putAll(of(metric));
        for (JsonNode arm : metric.at("/arms")) {
            row(rows, "metric", ARM, arm).putAll(of(metric));
        }
    }

    private static Map<String, String> of(JsonNode metric) {
        return cells(columns("name=metric", "margin"), metric);
    }

    private static void settings(List<Map<String, String>> rows, JsonNode method) {
        Map<String, String> plan = columns(
                "planned_units=plan/plannedUnits",
                "alpha_harm=plan/alphaHarm",
                "alpha_better=plan/alphaBetter",
                "alpha_no_harm=plan/alphaNoHarm",
                "user_sample=userSample");
        plan.forEach((name, path) -> rows.add(setting("plan", name, "", method.at("/" + path))));
        method.at("/plannedShares")
                .propertyStream()
                .forEach(share -> rows.add(setting("plan", "planned_share", share.getKey(), share.getValue())));
        for (JsonNode threshold : method.at("/thresholds")) {
            rows.add(setting("threshold", Carried.text(threshold, "metric"), "", threshold.at("/thresholdMicros")));
        }
        for (JsonNode clock : method.at("/clocks")) {
            String metric = Carried.text(clock, "metric");
            String variant = Carried.text(clock, "variant");
            rows.add(setting("clock-planned-error", metric, variant, clock.at("/plannedStandardError")));
            rows.add(setting("clock-reached", metric, variant, clock.at("/reached")));
        }
    }

    private static Map<String, String> setting(String kind, String name, String variant, JsonNode value) {
        Map<String, String> row = new LinkedHashMap<>(Map.of("row", kind, "name", name, "setting", value.asString()));
        if (!variant.isEmpty()) {
            row.put("variant", variant);
        }
        return row;
    }

    private static void stratum(
            List<Map<String, String>> rows,
            String prefix,
            @org.jspecify.annotations.Nullable JsonNode segment,
            JsonNode stratum) {
        for (JsonNode arm : stratum.at("/arms")) {
            Map<String, String> place = cells(columns("rule", "drawing_revision=drawingRevision", "origin"), stratum);
            place.put("variant", Carried.text(arm, "variant"));
            place.put(
                    "target_share",
                    stratum.at("/shares/" + Carried.text(arm, "variant")).asString());
            if (segment != null) {
                place.putAll(cells(columns("segment_kind=kind", "segment=name"), segment));
            }
            Map<String, String> tally = row(rows, prefix + "tally", TALLY, arm);
            tally.putAll(place);
            tally.put("latency_histogram", histogram(arm.at("/latency/all")));
            tally.putAll(arm.at("/users").isObject() ? cells(USERS, arm.at("/users")) : Map.of());
            for (JsonNode value : arm.at("/values")) {
                Map<String, String> row = row(rows, prefix + "value", TALLY, arm);
                row.putAll(place);
                row.putAll(cells(VALUE, value));
            }
            for (JsonNode ratio : segment == null ? arm.at("/users/metrics") : arm.at("/none")) {
                Map<String, String> row = row(rows, prefix + "users", TALLY, arm);
                row.putAll(place);
                row.putAll(cells(USERS, arm.at("/users")));
                row.putAll(cells(RATIO, ratio));
            }
            for (JsonNode before : arm.at("/latency/beforeThresholds")) {
                Map<String, String> row = row(rows, prefix + "latency-left-out", columns("name=metric"), before);
                row.putAll(place);
                row.put("latency_histogram", histogram(before.at("/leftOut")));
            }
        }
    }

    private static String histogram(JsonNode histogram) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < histogram.at("/edges").size(); i++) {
            text.append(histogram.at("/edges/" + i).asString())
                    .append(':')
                    .append(histogram.at("/counts/" + i).asString())
                    .append(' ');
        }
        return text + "inf:" + histogram.at("/unanswered").asString();
    }

    private static Map<String, String> row(
            List<Map<String, String>> rows, String kind, Map<String, String> columns, JsonNode node) {
        Map<String, String> row = cells(columns, node);
        row.put("row", kind);
        rows.add(row);
        return row;
    }

    private static Map<String, String> cells(Map<String, String> columns, JsonNode node) {
        Map<String, String> cells = new LinkedHashMap<>();
        columns.forEach((column, path) -> {
            JsonNode value = node.at("/" + path);
            if (!value.isNull() && !value.isMissingNode()) {
                cells.put(column, value.asString());
            }
        });
        return cells;
    }

    /** Without the cells that are empty. No name in it needs quotes. */
    private static List<Map<String, String>> table(String csv) {
        List<List<String>> rows = Arrays.stream(csv.split("\r\n"))
                .map(line -> List.of(line.split(",", -1)))
                .toList();
        List<String> header = rows.getFirst();
        return rows.subList(1, rows.size()).stream()
                .map(cells -> {
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < header.size(); i++) {
                        if (!cells.get(i).isEmpty()) {
                            row.put(header.get(i), cells.get(i));
                        }
                    }
                    return row;
                })
                .toList();
    }
}

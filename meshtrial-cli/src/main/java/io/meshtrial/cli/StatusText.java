package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Results for people: glyph and word, never colour alone. */
record StatusText(Terminal terminal, Window window) {

    static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String verdictWord(Terminal terminal, JsonNode verdict) {
        Cell cell = verdictCell(verdict);
        return terminal.ink(cell.ink(), cell.text());
    }

    private static Cell verdictCell(JsonNode verdict) {
        return switch (verdict.path("word").asString("")) {
            case "BETTER" -> Cell.of("▲ Better", Ink.GOOD);
            case "NO_HARM" -> Cell.of("✓ No harm so far", Ink.GOOD);
            case "HARM" -> Cell.of("✗ Harm", Ink.HARM);
            case "INCONCLUSIVE" -> Cell.of("~ Inconclusive", Ink.WARN);
            case "INSUFFICIENT_DATA" -> Cell.of("◔ Not enough data", Ink.WARN);
            case "CANNOT_JUDGE" -> Cell.of("? Cannot judge", Ink.WARN);
            default -> Cell.of("– no result yet", Ink.DIM);
        };
    }

    List<String> list(JsonNode answer) {
        if (answer.path("items").isEmpty()) {
            return List.of("No experiment has results yet.");
        }
        Table wide = overview(answer, true);
        if (wide.width() <= window.columns()) {
            return wide.lines(terminal);
        }
        List<String> rows = overview(answer, false).lines(terminal);
        List<String> lines = new ArrayList<>(List.of(rows.getFirst()));
        for (int i = 0; i < answer.path("items").size(); i++) {
            lines.add(rows.get(i + 1));
            String why =
                    Terminal.safe(answer.path("items").get(i).path("sentence").asString(""));
            if (!why.isEmpty()) {
                window.wrapped(why, 2).forEach(part -> lines.add("  " + terminal.ink(Ink.DIM, part)));
            }
        }
        return lines;
    }

    /** @param why whether the last column says it; where that is too wide, it stands below each row instead */
    private static Table overview(JsonNode answer, boolean why) {
        List<String> names = List.of("experiment", "state", "verdict", "revision", "split", "why");
        Table table = new Table().head(names.subList(0, why ? 6 : 5).toArray(String[]::new));
        for (JsonNode item : answer.path("items")) {
            List<Cell> cells = List.of(
                    Cell.of(item.path("experiment").asString(), Ink.BOLD),
                    Cell.of(words(item.path("state").asString(""))),
                    verdictCell(item),
                    Cell.of("r" + item.path("revision").asInt()),
                    Cell.of(split(item)),
                    Cell.of(item.path("sentence").asString(""), Ink.DIM));
            table.row(cells.subList(0, why ? 6 : 5).toArray(Cell[]::new));
        }
        return table;
    }

    private static String split(JsonNode item) {
        if (!item.path("randomised").asBoolean()) {
            return "by rule";
        }
        List<String> arms = new ArrayList<>();
        for (JsonNode arm : item.path("arms")) {
            arms.add(arm.path("variant").asString() + " " + Numbers.percent(arm.path("observed")) + " of "
                    + Numbers.percent(arm.path("target")));
        }
        return String.join(", ", arms);
    }

    List<String> one(JsonNode answer) {
        JsonNode verdict = answer.path("verdict");
        List<String> lines = new ArrayList<>();
        lines.add(terminal.ink(
                        Ink.BOLD,
                        Terminal.safe(answer.path("experiment").path("id").asString(""))) + "  "
                + words(answer.path("experiment").path("state").asString("")) + ", r"
                + answer.path("experiment").path("revision").asInt());
        lines.addAll(verdict(verdict));
        lines.add("");
        lines.addAll(metrics(answer));
        lines.add("");
        lines.addAll(promotion(verdict).lines(terminal));
        return lines;
    }

    private List<String> verdict(JsonNode verdict) {
        Cell word = verdictCell(verdict);
        List<String> lines = window.wrapped(
                word.text() + "  " + Terminal.safe(verdict.path("sentence").asString("")), 0);
        return Stream.concat(
                        Stream.of(terminal.ink(word.ink(), word.text())
                                + lines.getFirst().substring(word.text().length())),
                        lines.stream().skip(1))
                .toList();
    }

    /** Where the whole table is too wide, both values stay out: the change between them and its bound decide. */
    private List<String> metrics(JsonNode answer) {
        Table whole = metrics(answer, true);
        return (whole.width() <= window.columns() ? whole : metrics(answer, false)).lines(terminal);
    }

    private static Table metrics(JsonNode answer, boolean values) {
        Table table = new Table();
        row(
                table,
                values,
                Stream.of("metric", "variant", "control", "treatment", "change", "bound")
                        .map(name -> Cell.of(name, Ink.DIM))
                        .toList());
        for (String role : List.of("guardrails", "goals")) {
            for (JsonNode metric : answer.path(role)) {
                String unit = metric.path("unit").asString("");
                for (JsonNode arm : metric.path("arms")) {
                    row(
                            table,
                            values,
                            List.of(
                                    Cell.of(metric.path("label").asString("")),
                                    Cell.of(arm.path("variant").asString("")),
                                    Cell.of(Numbers.value(metric.path("control").path("value"), unit)),
                                    Cell.of(Numbers.value(arm.path("value"), unit)),
                                    Cell.of(Numbers.change(arm.path("change"))),
                                    state(arm)));
                }
            }
        }
        return table;
    }

    private static void row(Table table, boolean values, List<Cell> cells) {
        table.row(IntStream.range(0, cells.size())
                .filter(i -> values || (i != 2 && i != 3))
                .mapToObj(cells::get)
                .toArray(Cell[]::new));
    }

    private static Cell state(JsonNode arm) {
        String state = arm.path("state").asString("");
        return switch (state) {
            case "BELOW_MARGIN", "BETTER" -> Cell.of("✓ " + words(state), Ink.GOOD);
            case "HARM", "WORSE" -> Cell.of("✗ " + words(state), Ink.HARM);
            case "INSUFFICIENT" -> {
                JsonNode need = arm.path("need");
                yield Cell.of(
                        "◔ " + Numbers.count(need.path("have").asLong()) + " of "
                                + Numbers.count(need.path("need").asLong()) + " "
                                + need.path("of").asString(""),
                        Ink.WARN);
            }
            default -> Cell.of("· " + words(state), Ink.DIM);
        };
    }

    private static Table promotion(JsonNode verdict) {
        Table table = new Table().head("promotion needs", "", "");
        for (JsonNode condition : verdict.path("promotion")) {
            String state = condition.path("state").asString("");
            table.row(
                    Cell.of(condition.path("label").asString("")),
                    Cell.of(condition.path("variant").asString("")),
                    switch (state) {
                        case "MET" -> Cell.of("✓ met", Ink.GOOD);
                        case "FAILED" -> Cell.of("✗ failed", Ink.HARM);
                        default -> Cell.of("◔ not yet", Ink.WARN);
                    });
        }
        return table;
    }
}

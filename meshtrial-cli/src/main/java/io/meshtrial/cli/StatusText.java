package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Results for people: glyph and word, never colour alone. */
record StatusText(Terminal terminal) {

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
        Table table = new Table().head("experiment", "state", "verdict", "revision", "split", "why");
        for (JsonNode item : answer.path("items")) {
            table.row(
                    Cell.of(item.path("experiment").asString(), Ink.BOLD),
                    Cell.of(words(item.path("state").asString(""))),
                    verdictCell(item),
                    Cell.of("r" + item.path("revision").asInt()),
                    Cell.of(split(item)),
                    Cell.of(item.path("sentence").asString(""), Ink.DIM));
        }
        return table.lines(terminal);
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
        lines.add(verdictWord(terminal, verdict) + "  "
                + Terminal.safe(verdict.path("sentence").asString("")));
        lines.add("");
        lines.addAll(metrics(answer).lines(terminal));
        lines.add("");
        lines.addAll(promotion(verdict).lines(terminal));
        return lines;
    }

    private static Table metrics(JsonNode answer) {
        Table table = new Table().head("metric", "variant", "control", "treatment", "change", "bound");
        for (String role : List.of("guardrails", "goals")) {
            for (JsonNode metric : answer.path(role)) {
                String unit = metric.path("unit").asString("");
                for (JsonNode arm : metric.path("arms")) {
                    table.row(
                            Cell.of(metric.path("label").asString("")),
                            Cell.of(arm.path("variant").asString("")),
                            Cell.of(Numbers.value(metric.path("control").path("value"), unit)),
                            Cell.of(Numbers.value(arm.path("value"), unit)),
                            Cell.of(Numbers.change(arm.path("change"))),
                            state(arm));
                }
            }
        }
        return table;
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

package io.meshtrial.cli;

import io.meshtrial.cli.Table.Cell;
import io.meshtrial.cli.Terminal.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * A plan for people.
 *
 * @param whole also lines that do not change
 */
record PlanText(Terminal terminal, boolean whole) {

    private static final int MOST_NAMED = 5;

    void show(JsonNode plan) {
        terminal.line(terminal.ink(Ink.BOLD, "Plan " + plan.path("planId").asString())
                + "  " + Terminal.safe(plan.path("experiment").asString()) + ", revision "
                + plan.path("revision").asInt());
        audiences(plan.path("whoGetsWhat"));
        diff(plan.path("diff"));
        findings(plan.path("findings"));
        verdict(plan);
    }

    /** Every request to the host is in exactly one row. */
    private void audiences(JsonNode rows) {
        if (rows.isEmpty()) {
            return;
        }
        Table table = new Table().head("who", "gets", "because");
        for (JsonNode row : rows) {
            boolean decided = row.path("takes").asString().equals("RULE");
            table.row(
                    Cell.of(audience(row)),
                    decided ? Cell.of(shares(row.path("shares")), Ink.TREATMENT) : Cell.of(unchanged(row)),
                    Cell.of(decided ? "line " + row.path("line").asInt() : "", Ink.DIM));
        }
        terminal.line("");
        table.lines(terminal).forEach(terminal::line);
    }

    private static String audience(JsonNode row) {
        List<String> less = new ArrayList<>();
        row.path("lessLines").forEach(line -> less.add(line.asString()));
        String unit = row.path("unit").asString("").equals("USER") ? ", by user" : "";
        return row.path("audience").asString() + unit + unless(less) + on(row);
    }

    /** Where those that no rule takes go on in several ways, by the route that takes them. */
    private static String on(JsonNode row) {
        List<String> routes = new ArrayList<>();
        if (row.path("takes").asString().equals("NO_RULE")) {
            row.path("routes").forEach(route -> routes.add(route.asString()));
        }
        return routes.isEmpty() ? "" : ", on " + String.join(", ", routes);
    }

    private static String unless(List<String> lines) {
        if (lines.isEmpty()) {
            return "";
        }
        return lines.size() > MOST_NAMED
                ? ", unless a line before took it"
                : ", unless line " + String.join(" or ", lines) + " took it";
    }

    private static String unchanged(JsonNode row) {
        return row.path("takes").asString().equals("NO_ROUTE")
                ? "404, as now"
                : row.path("shares").isEmpty() ? "what it gets now" : shares(row.path("shares")) + ", as now";
    }

    static String shares(JsonNode shares) {
        List<String> texts = new ArrayList<>();
        for (JsonNode share : shares) {
            int parts = share.path("parts").asInt();
            if (parts > 0) {
                String name =
                        share.path("variant").asString(share.path("service").asString("?"));
                texts.add(name + " " + percent(parts));
            }
        }
        return texts.isEmpty() ? "no route" : String.join(", ", texts);
    }

    private static String percent(int parts) {
        return parts % 100 == 0 ? parts / 100 + " %" : String.format(Locale.ROOT, "%.2f %%", parts / 100.0);
    }

    private void diff(JsonNode diff) {
        terminal.line("");
        terminal.line(terminal.ink(Ink.BOLD, Terminal.safe(diff.path("object").asString("")))
                + "  " + diff.path("added").asInt() + " lines added, "
                + diff.path("removed").asInt() + " removed, "
                + diff.path("foreignLines").asInt() + " foreign lines untouched");
        for (JsonNode line : diff.path("lines")) {
            String text = Terminal.safe(line.path("text").asString());
            switch (line.path("change").asString()) {
                case "ADDED" -> terminal.line(terminal.ink(Ink.GOOD, "  + " + text));
                case "REMOVED" -> terminal.line(terminal.ink(Ink.HARM, "  - " + text));
                default -> {
                    if (whole) {
                        terminal.line("    " + text);
                    }
                }
            }
        }
    }

    private void findings(JsonNode findings) {
        for (JsonNode finding : findings) {
            String severity = finding.path("severity").asString("").toLowerCase(Locale.ROOT);
            terminal.line("");
            terminal.line(terminal.ink("error".equals(severity) ? Ink.HARM : Ink.WARN, severity + " ")
                    + terminal.ink(Ink.BOLD, finding.path("code").asString()) + "  "
                    + Terminal.safe(finding.path("message").asString()));
            if ("warning".equals(severity)) {
                terminal.line(terminal.ink(
                        Ink.DIM,
                        "  accept it by name: --ack " + finding.path("code").asString()));
            }
        }
    }

    private void verdict(JsonNode plan) {
        terminal.line("");
        if (plan.path("applicable").asBoolean()) {
            terminal.line(terminal.ink(Ink.GOOD, "✓ can be applied"));
            return;
        }
        List<String> blocks = new ArrayList<>();
        plan.path("blockedBy").forEach(block -> blocks.add(Terminal.safe(block.asString(block.toString()))));
        terminal.line(terminal.ink(Ink.HARM, "✗ cannot be applied") + ": " + String.join(", ", blocks));
    }
}

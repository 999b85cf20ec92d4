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

    void show(JsonNode plan) {
        terminal.line(terminal.ink(Ink.BOLD, "Plan " + plan.path("planId").asString())
                + "  " + Terminal.safe(plan.path("experiment").asString()) + ", revision "
                + plan.path("revision").asInt());
        audiences(plan.path("whoGetsWhat"));
        diff(plan.path("diff"));
        findings(plan.path("findings"));
        verdict(plan);
    }

    private void audiences(JsonNode audiences) {
        if (audiences.isEmpty()) {
            return;
        }
        Table table = new Table().head("who", "now", "then", "because");
        for (JsonNode one : audiences) {
            String before = shares(one.path("before"));
            String after = shares(one.path("after"));
            table.row(
                    Cell.of(one.path("request").asString()),
                    Cell.of(before),
                    Cell.of(after, before.equals(after) ? Ink.PLAIN : Ink.TREATMENT),
                    Cell.of(one.path("decidedBy").path("text").asString("base route"), Ink.DIM));
        }
        terminal.line("");
        table.lines(terminal).forEach(terminal::line);
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

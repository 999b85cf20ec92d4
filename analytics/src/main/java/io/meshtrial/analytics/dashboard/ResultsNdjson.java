package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Results as NDJSON: a line for each guardrail and goal, then one for each stratum with the raw tallies of its arms, the
 * gateway's and those of each segment, then one for each minute and hour. The member {@code row} says what a line is; the
 * others are those of the JSON answer.
 */
final class ResultsNdjson {

    private final JsonMapper json;
    private final StringBuilder lines = new StringBuilder();

    private ResultsNdjson(JsonMapper json) {
        this.json = json;
    }

    static String of(ResultsAnswer answer, List<TimeRow> times, JsonMapper json) {
        ResultsNdjson export = new ResultsNdjson(json);
        answer.guardrails().forEach(metric -> export.line("guardrail", metric));
        answer.goals().forEach(metric -> export.line("goal", metric));
        answer.method().strata().forEach(stratum -> export.line("stratum", stratum));
        answer.method().gateway().forEach(stratum -> export.line("gateway", stratum));
        answer.method().segments().forEach(segment -> export.line("segment", segment));
        times.forEach(time -> export.line(time.span(), time));
        return export.lines.toString();
    }

    private void line(String row, Object content) {
        ObjectNode line = json.createObjectNode();
        line.put("row", row);
        line.setAll((ObjectNode) json.valueToTree(content));
        line.remove("span");
        lines.append(json.writeValueAsString(line)).append('\n');
    }
}

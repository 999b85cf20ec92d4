package io.meshtrial.analytics.dashboard.page;

import java.time.Instant;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The example with as many metrics and points as a large experiment has after a long time. */
final class BigResults {

    private BigResults() {}

    /** @param metrics guardrails and curves over time @param points of each curve, one a second */
    static void grow(ObjectNode results, int metrics, int points) {
        ArrayNode effects = (ArrayNode) results.path("effects");
        ArrayNode guardrails = (ArrayNode) results.path("guardrails");
        ObjectNode effect = (ObjectNode) effects.get(0);
        ObjectNode guardrail = (ObjectNode) guardrails.get(0);
        effects.removeAll();
        guardrails.removeAll();
        for (int m = 0; m < metrics; m++) {
            String metric = "metric-" + m;
            effects.add(curve(effect, metric, points));
            guardrails.add(guardrail.deepCopy().put("metric", metric).put("label", "Metric " + m));
        }
    }

    private static ObjectNode curve(ObjectNode like, String metric, int points) {
        ObjectNode curve = like.deepCopy().put("metric", metric).put("label", metric);
        Instant end = Instant.parse(like.path("points")
                .get(like.path("points").size() - 1)
                .path("at")
                .asString());
        ArrayNode line = curve.putArray("points");
        for (int p = 0; p < points; p++) {
            double width = 0.2 / Math.sqrt(1 + p / 10.0);
            double estimate = 0.012 + 0.004 * Math.sin(p / 50.0);
            line.addObject()
                    .put("at", end.minusSeconds(points - 1L - p).toString())
                    .put("revision", 3)
                    .put("units", 1000 + p)
                    .put("estimate", estimate)
                    .put("lower", estimate - width)
                    .put("upper", estimate + width);
        }
        return curve;
    }
}

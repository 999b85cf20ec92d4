package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.tally.LatencyBuckets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.JsonNode;

/** Values of both arms on a metric by plain code: strata weighted alike in both; a quantile is that of the newest stratum. */
record Values(double control, double treatment, double units, double controlUnits, double events) {

    static Values of(Carried carried, JsonNode metric, JsonNode strata, String treatment) {
        List<JsonNode> separating = Carried.separating(strata, treatment);
        String unit = carried.ofUsers() ? "/users/units" : "/requests";
        double units = sum(separating, treatment, arm -> arm.at(unit).asDouble());
        double controlUnits =
                sum(separating, Carried.CONTROL, arm -> arm.at(unit).asDouble());
        if (!carried.ofUsers() && Carried.text(metric, "kind").equals("LATENCY_QUANTILE")) {
            JsonNode newest = separating.getLast();
            double p = metric.at("/quantile").asDouble();
            return new Values(
                    quantile(Carried.arm(newest, Carried.CONTROL).at("/latency/all"), p),
                    quantile(Carried.arm(newest, treatment).at("/latency/all"), p),
                    units,
                    controlUnits,
                    Carried.arm(newest, treatment).at("/requests").asDouble());
        }
        double weights = 0;
        double control = 0;
        double treated = 0;
        double events = 0;
        for (JsonNode stratum : separating) {
            double[] c = counted(carried, metric, Carried.arm(stratum, Carried.CONTROL));
            double[] t = counted(carried, metric, Carried.arm(stratum, treatment));
            double weight = c[0] * t[0] / (c[0] + t[0]);
            weights += weight;
            control += weight * c[1] / c[2];
            treated += weight * t[1] / t[2];
            events += t[2];
        }
        return new Values(control / weights, treated / weights, units, controlUnits, events);
    }

    private static double sum(List<JsonNode> strata, String variant, ToDoubleFunction<JsonNode> count) {
        return strata.stream()
                .mapToDouble(stratum -> count.applyAsDouble(Carried.arm(stratum, variant)))
                .sum();
    }

    /** Units, numerator and denominator. */
    private static double[] counted(Carried carried, JsonNode metric, JsonNode arm) {
        String kind = Carried.text(metric, "kind");
        if (carried.ofUsers()) {
            String name = Carried.text(metric, "metric") + (kind.equals("LATENCY_QUANTILE") ? "/1" : "");
            JsonNode sums = Carried.named(arm.at("/users/metrics"), "metric", name);
            return new double[] {
                sums.at("/units").asDouble(),
                Carried.number(sums, "s") / Carried.scale(metric),
                Carried.number(sums, "n")
            };
        }
        double requests = arm.at("/requests").asDouble();
        return switch (kind) {
            case "ERROR_RATE", "GATEWAY_ERROR_RATE" ->
                new double[] {requests, arm.at("/errors").asDouble(), requests};
            case "LATENCY_MEAN" -> new double[] {requests, Carried.number(arm, "durationSumMicros"), requests};
            default -> {
                JsonNode value = Carried.value(metric, arm).orElseThrow();
                double count = value.at("/count").asDouble();
                double sum =
                        kind.equals("VALUE_SHARE") ? value.at("/found").asDouble() : Carried.number(value, "sum") / 1e6;
                yield new double[] {count, sum, count};
            }
        };
    }

    /** Interpolated within the bucket: buckets reach from their edge to the next possible one. */
    static double quantile(JsonNode histogram, double p) {
        double total = histogram.at("/unanswered").asDouble();
        for (JsonNode count : histogram.at("/counts")) {
            total += count.asDouble();
        }
        double below = 0;
        for (int i = 0; i < histogram.at("/edges").size(); i++) {
            double count = histogram.at("/counts/" + i).asDouble();
            if (below + count >= p * total) {
                long low = histogram.at("/edges/" + i).asLong();
                double high = LatencyBuckets.upperEdge(LatencyBuckets.indexOf(low));
                return low + (high - low) * (p * total - below) / count;
            }
            below += count;
        }
        return Double.NaN;
    }
}

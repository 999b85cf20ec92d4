package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshtrial.analytics.tally.LatencyBuckets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Latency curves and their differences from the histograms that the answer carries: ranks by trying every count. */
class LatencyCurvesTest {

    private static final double ALPHA = 0.05;

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyPointAndItsInterval(String unit) {
        Carried carried = Sampled.of(unit).carried();
        JsonNode latency = carried.answer().at("/latency");
        double cap = latency.at("/capMicros").asDouble();
        int bounded = 0;
        for (JsonNode curve : latency.at("/curves")) {
            String variant = Carried.text(curve, "variant");
            JsonNode histogram = histogram(carried, variant);
            long total = total(histogram);
            EveryNumberTest.near(curve.at("/requests"), total, variant);
            EveryNumberTest.near(
                    curve.at("/answered"), total - histogram.at("/unanswered").asLong(), variant);
            for (JsonNode point : curve.at("/points")) {
                double p = point.at("/p").asDouble();
                double[] interval = interval(histogram, p, planned(carried, variant), ALPHA, cap);
                double value = Values.quantile(histogram, p);
                String what = "p" + p + " of " + variant;
                EveryNumberTest.near(point.at("/value"), Double.isNaN(value) ? cap : Math.min(cap, value), what);
                EveryNumberTest.near(point.at("/lower"), interval[0], what + ", lower");
                EveryNumberTest.near(point.at("/upper"), interval[1], what + ", upper");
                bounded += Double.isFinite(interval[1]) ? 1 : 0;
            }
        }
        assertThat(bounded).isGreaterThan(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyDifferenceHoldsBothArmsAtHalfTheLevel(String unit) {
        Carried carried = Sampled.of(unit).carried();
        JsonNode latency = carried.answer().at("/latency");
        double cap = latency.at("/capMicros").asDouble();
        JsonNode control = histogram(carried, Carried.CONTROL);
        for (JsonNode differences : latency.at("/differences")) {
            String variant = Carried.text(differences, "variant");
            JsonNode treated = histogram(carried, variant);
            double planned = planned(carried, variant);
            for (JsonNode point : differences.at("/points")) {
                double p = point.at("/p").asDouble();
                double[] t = interval(treated, p, planned, ALPHA / 2, cap);
                double[] c = interval(control, p, planned, ALPHA / 2, cap);
                double estimate = value(treated, p, cap) / value(control, p, cap) - 1;
                EveryNumberTest.interval(
                        point, new double[] {estimate, t[0] / c[1] - 1, t[1] / c[0] - 1}, "p" + p + " of " + variant);
            }
        }
    }

    private static double value(JsonNode histogram, double p, double cap) {
        double value = Values.quantile(histogram, p);
        return Double.isNaN(value) ? cap : Math.min(cap, value);
    }

    /** NaN where nothing bounds the quantile. */
    private static double[] interval(JsonNode histogram, double p, double planned, double alpha, double cap) {
        long total = total(histogram);
        long[] ranks = Plain.ranks(p, total, planned, alpha);
        return new double[] {
            ranks[0] == 0 ? Double.NaN : edge(histogram, ranks[0], false, cap),
            ranks[1] > total ? Double.NaN : edge(histogram, ranks[1], true, cap)
        };
    }

    /** Of the bucket that holds a rank; the unanswered stand at the cap. */
    private static double edge(JsonNode histogram, long rank, boolean upper, double cap) {
        long below = 0;
        for (int i = 0; i < histogram.at("/edges").size(); i++) {
            below += histogram.at("/counts/" + i).asLong();
            if (below >= rank) {
                long low = histogram.at("/edges/" + i).asLong();
                return upper ? Math.min(cap, LatencyBuckets.upperEdge(LatencyBuckets.indexOf(low))) : low;
            }
        }
        return cap;
    }

    private static JsonNode histogram(Carried carried, String variant) {
        JsonNode strata = carried.answer().at("/method/strata");
        return Carried.arm(strata.get(strata.size() - 1), variant).at("/latency/all");
    }

    private static long total(JsonNode histogram) {
        return histogram.at("/unanswered").asLong()
                + Carried.stream(histogram.at("/counts"))
                        .mapToLong(JsonNode::asLong)
                        .sum();
    }

    private static double planned(Carried carried, String variant) {
        JsonNode strata = carried.answer().at("/method/strata");
        double share = Carried.share(strata.get(strata.size() - 1), variant);
        return Math.round(carried.plan().at("/plannedUnits").asDouble() * share);
    }
}

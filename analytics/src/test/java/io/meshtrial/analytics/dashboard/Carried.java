package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.Plain.Arm;
import io.meshtrial.analytics.dashboard.Plain.Pair;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** The raw tallies that an answer carries, and what one metric makes of them; reads nothing but the answer's own text. */
record Carried(JsonNode answer, boolean alone) {

    Carried(JsonNode answer) {
        this(answer, false);
    }

    /** The same, where a stratum stands for itself: its boundary runs on its own part of the planned units. */
    Carried ofOneStratum() {
        return new Carried(answer, true);
    }

    static final String CONTROL = "v1";

    boolean ofUsers() {
        return text(answer.at("/experiment"), "unit").equals("USER");
    }

    JsonNode plan() {
        return answer.at("/method/plan");
    }

    /** Strata that draw control and the treatment, of the run or of {@code gateway} or a segment. */
    static List<JsonNode> separating(JsonNode strata, String treatment) {
        return stream(strata)
                .filter(s -> s.at("/randomised").asBoolean() && share(s, CONTROL) > 0 && share(s, treatment) > 0)
                .toList();
    }

    JsonNode strata(JsonNode metric) {
        return answer.at(text(metric, "kind").equals("GATEWAY_ERROR_RATE") ? "/method/gateway" : "/method/strata");
    }

    static double share(JsonNode stratum, String variant) {
        return stratum.path("shares").path(variant).asDouble();
    }

    static JsonNode arm(JsonNode stratum, String variant) {
        return named(stratum.path("arms"), "variant", variant);
    }

    List<Pair> pairs(JsonNode strata, String treatment, Function<JsonNode, Optional<Arm>> summary) {
        return pairs(strata, treatment, summary, summary);
    }

    List<Pair> pairs(
            JsonNode strata,
            String treatment,
            Function<JsonNode, Optional<Arm>> ofControl,
            Function<JsonNode, Optional<Arm>> ofTreatment) {
        List<Pair> pairs = new ArrayList<>();
        for (JsonNode stratum : separating(strata, treatment)) {
            Optional<Arm> control = ofControl.apply(arm(stratum, CONTROL));
            Optional<Arm> treated = ofTreatment.apply(arm(stratum, treatment));
            if (control.isPresent() && treated.isPresent()) {
                pairs.add(new Pair(control.get(), treated.get()));
            }
        }
        return pairs;
    }

    /** Errors of treatment and control and the treatment's share; users with an error where users are assigned. */
    List<double[]> errors(JsonNode strata, String treatment) {
        String count = ofUsers() ? "/users/affected" : "/errors";
        return separating(strata, treatment).stream()
                .map(s -> new double[] {
                    arm(s, treatment).at(count).asDouble(),
                    arm(s, CONTROL).at(count).asDouble(),
                    share(s, treatment) / (share(s, treatment) + share(s, CONTROL))
                })
                .toList();
    }

    /** One arm's units on a metric that is compared by means. */
    Optional<Arm> summary(JsonNode metric, JsonNode arm) {
        if (ofUsers()) {
            return users(text(metric, "metric"), scale(metric), arm);
        }
        return switch (text(metric, "kind")) {
            case "LATENCY_MEAN" ->
                Optional.of(Arm.ofSums(
                        arm.at("/requests").asDouble(),
                        number(arm, "durationSumMicros"),
                        number(arm, "durationSquaredSumMicros")));
            case "VALUE_SHARE" ->
                value(metric, arm)
                        .map(v -> Arm.ofShare(
                                v.at("/found").asDouble(), v.at("/count").asDouble()));
            case "VALUE_MEAN" ->
                value(metric, arm)
                        .filter(v -> v.at("/count").asLong() > 1)
                        .map(v -> Arm.ofSums(
                                v.at("/count").asDouble(), number(v, "sum") / 1e6, number(v, "squaredSum") / 1e12));
            default -> throw new AssertionError(metric);
        };
    }

    static double scale(JsonNode metric) {
        return text(metric, "kind").equals("VALUE_MEAN") ? 1e6 : 1;
    }

    Optional<Arm> users(String name, double scale, JsonNode arm) {
        return find(arm.at("/users/metrics"), "metric", name)
                .filter(r -> r.at("/units").asLong() > 1)
                .map(r -> Arm.ofUsers(
                        r.at("/units").asDouble(),
                        number(r, "s") / scale,
                        number(r, "n"),
                        number(r, "ss") / scale / scale,
                        number(r, "sn") / scale,
                        number(r, "nn")));
    }

    static Optional<JsonNode> value(JsonNode metric, JsonNode arm) {
        return find(arm.at("/values"), "name", text(metric, "value"));
    }

    long threshold(String metric) {
        return named(answer.at("/method/thresholds"), "metric", metric)
                .at("/thresholdMicros")
                .asLong();
    }

    /** Requests at or above an edge, without what the metric's threshold was taken from. */
    static double above(JsonNode arm, String metric, long edge) {
        double left = find(arm.at("/latency/beforeThresholds"), "metric", metric)
                .map(before -> countAbove(before.at("/leftOut"), edge))
                .orElse(0.0);
        return countAbove(arm.at("/latency/all"), edge) - left;
    }

    private static double countAbove(JsonNode histogram, long edge) {
        double above = histogram.path("unanswered").asDouble();
        JsonNode edges = histogram.path("edges");
        JsonNode counts = histogram.path("counts");
        for (int i = edges.size() - 1; i >= 0 && edges.path(i).asLong() >= edge; i--) {
            above += counts.path(i).asDouble();
        }
        return above;
    }

    /** How far the metric's clock has come, as part of the plan. */
    double progress(String name, String treatment, double information) {
        if (ofUsers() && !alone) {
            JsonNode clock = stream(answer.at("/method/clocks"))
                    .filter(c ->
                            text(c, "metric").equals(name) && text(c, "variant").equals(treatment))
                    .findFirst()
                    .orElseThrow();
            return clock.at("/reached").asDouble()
                    * Math.pow(clock.at("/plannedStandardError").asDouble(), 2);
        }
        double share = answer.at("/method/plannedShares/" + treatment).asDouble();
        return information / (plan().at("/plannedUnits").asDouble() * share * (1 - share));
    }

    static JsonNode named(JsonNode list, String member, String name) {
        return find(list, member, name).orElseThrow();
    }

    static Optional<JsonNode> find(JsonNode list, String member, String name) {
        return stream(list).filter(node -> text(node, member).equals(name)).findFirst();
    }

    static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    static String text(JsonNode node, String member) {
        return node.path(member).asString("");
    }

    static double number(JsonNode node, String member) {
        return Double.parseDouble(text(node, member));
    }
}

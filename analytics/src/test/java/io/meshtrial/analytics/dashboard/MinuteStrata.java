package io.meshtrial.analytics.dashboard;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Strata as an answer carries them, added up once more from the minutes that are exported beside it, up to an instant: without
 * warm-ups, and without what another version than the variant's served.
 */
final class MinuteStrata {

    private static final JsonMapper JSON = new JsonMapper();

    private MinuteStrata() {}

    /** A variant's sums on their way. */
    private static final class Sums {
        private long requests;
        private long errors;
        private BigInteger duration = BigInteger.ZERO;
        private BigInteger squares = BigInteger.ZERO;
        private final SortedMap<String, BigInteger[]> values = new TreeMap<>();
        private final SortedMap<Long, Long> answered = new TreeMap<>();
        private final Map<String, SortedMap<Long, Long>> left = new TreeMap<>();
        private final Map<String, Long> leftUnanswered = new TreeMap<>();
        private long unanswered;
    }

    /** Minutes of the comparison that ended by an instant, of one drawing revision. */
    static List<TimeRow> rows(Carried carried, List<TimeRow> times, int revision, Instant end) {
        Instant first =
                Instant.parse(at(carried, revision)).plus(Duration.parse(Carried.text(carried.plan(), "warmUp")));
        return times.stream()
                .filter(row -> row.drawingRevision() == revision
                        && row.servedVersion().equals(row.variant())
                        && !row.start().isBefore(first)
                        && row.start().isBefore(end))
                .toList();
    }

    private static String at(Carried carried, int revision) {
        return Carried.stream(carried.answer().at("/share/targets"))
                .filter(target -> target.at("/revision").asInt() == revision)
                .map(target -> Carried.text(target, "at"))
                .findFirst()
                .orElseThrow();
    }

    static JsonNode until(Carried carried, List<TimeRow> times, Instant end) {
        ArrayNode strata = JSON.createArrayNode();
        for (JsonNode known : carried.answer().at("/method/strata")) {
            Map<String, Sums> arms = new TreeMap<>();
            for (TimeRow row : rows(carried, times, known.at("/drawingRevision").asInt(), end)) {
                add(carried, arms.computeIfAbsent(row.variant(), none -> new Sums()), row);
            }
            if (arms.size() < known.at("/arms").size()) {
                continue;
            }
            ObjectNode stratum = ((ObjectNode) known).deepCopy();
            ArrayNode shown = stratum.putArray("arms");
            arms.forEach((variant, sums) -> shown.add(arm(variant, sums)));
            strata.add(stratum);
        }
        return strata;
    }

    private static void add(Carried carried, Sums sums, TimeRow row) {
        sums.requests += row.requests();
        sums.errors += row.errors();
        sums.duration = sums.duration.add(new BigInteger(row.durationSumMicros()));
        sums.squares = sums.squares.add(new BigInteger(row.durationSquaredSumMicros()));
        row.values()
                .forEach(value -> sums.values.merge(
                        value.name(),
                        new BigInteger[] {
                            BigInteger.valueOf(value.count()),
                            BigInteger.valueOf(value.found()),
                            new BigInteger(value.sum()),
                            new BigInteger(value.squaredSum())
                        },
                        MinuteStrata::plus));
        sums.unanswered += row.latency().unanswered();
        add(sums.answered, row);
        for (JsonNode threshold : carried.answer().at("/method/thresholds")) {
            String metric = Carried.text(threshold, "metric");
            SortedMap<Long, Long> left = sums.left.computeIfAbsent(metric, none -> new TreeMap<>());
            if (row.start().isBefore(Instant.parse(Carried.text(threshold, "frozenAt")))) {
                add(left, row);
                sums.leftUnanswered.merge(metric, row.latency().unanswered(), Long::sum);
            }
        }
    }

    private static BigInteger[] plus(BigInteger[] a, BigInteger[] b) {
        return new BigInteger[] {a[0].add(b[0]), a[1].add(b[1]), a[2].add(b[2]), a[3].add(b[3])};
    }

    private static void add(SortedMap<Long, Long> counts, TimeRow row) {
        for (int i = 0; i < row.latency().edges().size(); i++) {
            counts.merge(row.latency().edges().get(i), row.latency().counts().get(i), Long::sum);
        }
    }

    private static ObjectNode arm(String variant, Sums sums) {
        ObjectNode arm = JSON.createObjectNode();
        arm.put("variant", variant);
        arm.put("requests", sums.requests);
        arm.put("errors", sums.errors);
        arm.put("durationSumMicros", sums.duration.toString());
        arm.put("durationSquaredSumMicros", sums.squares.toString());
        ArrayNode values = arm.putArray("values");
        sums.values.forEach((name, value) -> values.addObject()
                .put("name", name)
                .put("count", value[0].longValueExact())
                .put("found", value[1].longValueExact())
                .put("sum", value[2].toString())
                .put("squaredSum", value[3].toString()));
        ObjectNode latency = arm.putObject("latency");
        histogram(latency.putObject("all"), sums.answered, sums.unanswered);
        ArrayNode before = latency.putArray("beforeThresholds");
        sums.left.forEach((metric, counts) -> histogram(
                before.addObject().put("metric", metric).putObject("leftOut"),
                counts,
                sums.leftUnanswered.getOrDefault(metric, 0L)));
        return arm;
    }

    private static void histogram(ObjectNode histogram, SortedMap<Long, Long> counts, long unanswered) {
        List<Long> edges = new ArrayList<>(counts.keySet());
        ArrayNode shown = histogram.putArray("edges");
        edges.forEach(shown::add);
        ArrayNode numbers = histogram.putArray("counts");
        counts.values().forEach(numbers::add);
        histogram.put("unanswered", unanswered);
    }
}

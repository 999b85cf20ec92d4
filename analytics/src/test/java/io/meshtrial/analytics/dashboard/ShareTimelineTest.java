package io.meshtrial.analytics.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The timeline of shares, its targets and its gaps, from the minutes that are exported beside the answer. */
class ShareTimelineTest {

    @ParameterizedTest
    @ValueSource(strings = {"REQUEST", "USER"})
    void everyBinComesFromItsMinutes(String unit) {
        Sampled sampled = Sampled.of(unit);
        Carried carried = sampled.carried();
        JsonNode share = carried.answer().at("/share");
        long width = share.at("/binSeconds").asLong();
        SortedMap<Long, List<TimeRow>> bins = new TreeMap<>();
        for (JsonNode stratum : carried.answer().at("/method/strata")) {
            for (TimeRow row : MinuteStrata.rows(
                    carried, sampled.times(), stratum.at("/drawingRevision").asInt(), Instant.MAX)) {
                bins.computeIfAbsent(row.start().getEpochSecond() / width * width, none -> new ArrayList<>())
                        .add(row);
            }
        }
        assertThat(share.at("/timeline").size()).isEqualTo(bins.size()).isGreaterThan(50);
        for (JsonNode bin : share.at("/timeline")) {
            List<TimeRow> rows = bins.get(Instant.parse(Carried.text(bin, "at")).getEpochSecond());
            assertThat(rows).isNotNull();
            EveryNumberTest.near(bin.at("/units"), requests(rows), "requests of a bin");
            for (JsonNode arm : bin.at("/arms")) {
                String variant = Carried.text(arm, "variant");
                List<TimeRow> own = rows.stream()
                        .filter(row -> row.variant().equals(variant))
                        .toList();
                EveryNumberTest.near(arm.at("/units"), requests(own), "requests of " + variant);
                double target = rows.stream()
                        .mapToDouble(row -> row.requests() * share(carried, row.drawingRevision(), variant))
                        .sum();
                EveryNumberTest.near(arm.at("/target"), target / requests(rows), "target of " + variant);
            }
            EveryNumberTest.shares(bin, share.at("/level").asDouble());
        }
        assertThat(gaps(bins, width))
                .isEqualTo(Carried.stream(share.at("/gaps"))
                        .map(gap -> Map.entry(
                                Instant.parse(Carried.text(gap, "from")), Instant.parse(Carried.text(gap, "to"))))
                        .toList());
    }

    private static List<Map.Entry<Instant, Instant>> gaps(SortedMap<Long, List<TimeRow>> bins, long width) {
        List<Map.Entry<Instant, Instant>> gaps = new ArrayList<>();
        long expected = bins.firstKey();
        for (long bin : bins.keySet()) {
            if (bin > expected) {
                gaps.add(Map.entry(Instant.ofEpochSecond(expected), Instant.ofEpochSecond(bin)));
            }
            expected = bin + width;
        }
        return gaps;
    }

    private static double share(Carried carried, int revision, String variant) {
        return Carried.stream(carried.answer().at("/method/strata"))
                .filter(stratum -> stratum.at("/drawingRevision").asInt() == revision)
                .mapToDouble(stratum -> Carried.share(stratum, variant))
                .findFirst()
                .orElseThrow();
    }

    private static double requests(List<TimeRow> rows) {
        return rows.stream().mapToLong(TimeRow::requests).sum();
    }
}

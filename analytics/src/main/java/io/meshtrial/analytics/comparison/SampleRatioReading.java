package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.statistics.Answer.Defined;
import io.meshtrial.statistics.Answer.Undefined;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Whether the assignments came in the planned shares, over all compared strata.
 *
 * @param e the sequential e-value; infinite when a variant without a share got units
 * @param units by variant
 * @param expected by variant, from the shares of each stratum
 * @param shortArms variants that have fewer units than their share, beyond chance on their own
 */
public record SampleRatioReading(
        State state,
        double e,
        double alarm,
        Map<String, Long> units,
        Map<String, Double> expected,
        List<String> shortArms) {

    /** Alarm level of the sequential test. */
    public static final double ALARM = 1000;

    /** What the test says. */
    public enum State {
        AS_PLANNED,
        ALARM,
        NO_DATA
    }

    public static SampleRatioReading of(Experiment experiment, Traffic traffic) {
        List<String> variants =
                experiment.variants().stream().map(Variant::name).toList();
        List<UnitCounts> strata = new ArrayList<>();
        Map<String, Long> units = new LinkedHashMap<>();
        Map<String, Double> expected = new LinkedHashMap<>();
        for (StratumTraffic stratum : traffic.compared()) {
            List<Long> counts = variants.stream()
                    .map(v -> stratum.assigned().getOrDefault(v, 0L))
                    .toList();
            List<Double> shares = variants.stream().map(stratum::share).toList();
            strata.add(new UnitCounts(counts, shares));
            long total = counts.stream().mapToLong(Long::longValue).sum();
            for (int i = 0; i < variants.size(); i++) {
                units.merge(variants.get(i), counts.get(i), Long::sum);
                expected.merge(variants.get(i), shares.get(i) * total, Double::sum);
            }
        }
        long total = units.values().stream().mapToLong(Long::longValue).sum();
        return switch (SampleRatio.of(strata)) {
            case Defined<SampleRatio>(SampleRatio ratio) ->
                new SampleRatioReading(
                        total == 0 ? State.NO_DATA : ratio.alarm() ? State.ALARM : State.AS_PLANNED,
                        Math.exp(ratio.logE()),
                        ALARM,
                        units,
                        expected,
                        ratio.alarm() ? shortArms(variants, strata, units, expected) : List.of());
            case Undefined<SampleRatio> none ->
                new SampleRatioReading(State.NO_DATA, 1, ALARM, units, expected, List.of());
        };
    }

    private static List<String> shortArms(
            List<String> variants, List<UnitCounts> strata, Map<String, Long> units, Map<String, Double> expected) {
        return IntStream.range(0, variants.size())
                .filter(i -> units.getOrDefault(variants.get(i), 0L) < expected.getOrDefault(variants.get(i), 0.0))
                .filter(i -> SampleRatio.of(strata.stream()
                                .map(stratum -> alone(stratum, i))
                                .toList())
                        .map(SampleRatio::alarm)
                        .toOptional()
                        .orElse(false))
                .mapToObj(variants::get)
                .toList();
    }

    /** One variant against all others together. */
    private static UnitCounts alone(UnitCounts stratum, int variant) {
        long total = stratum.counts().stream().mapToLong(Long::longValue).sum();
        long units = stratum.counts().get(variant);
        double share = stratum.shares().get(variant);
        return new UnitCounts(List.of(units, total - units), List.of(share, 1 - share));
    }
}

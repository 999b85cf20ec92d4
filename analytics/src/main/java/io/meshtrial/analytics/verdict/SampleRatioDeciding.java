package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.verdict.Deciding.Relation;
import io.meshtrial.analytics.verdict.Deciding.Unit;
import java.util.Comparator;
import java.util.Map;

/** The arm that is farthest off its planned share, in standard deviations of its number of units. */
final class SampleRatioDeciding {

    private SampleRatioDeciding() {}

    static Deciding of(Evidence evidence) {
        SampleRatioReading ratio = evidence.sampleRatio();
        double total =
                ratio.units().values().stream().mapToLong(Long::longValue).sum();
        String variant = evidence.experiment().treatments().stream()
                .map(Variant::name)
                .max(Comparator.comparingDouble(name -> distance(name, ratio)))
                .orElse(evidence.experiment().control().name());
        return new Deciding(
                null,
                "Sample ratio",
                variant,
                Relation.OFF_TARGET,
                null,
                null,
                null,
                of(ratio.units(), variant) / total,
                of(ratio.expected(), variant) / total,
                Unit.SHARE);
    }

    private static double distance(String variant, SampleRatioReading ratio) {
        double expected = of(ratio.expected(), variant);
        return Math.abs(of(ratio.units(), variant) - expected) / Math.sqrt(Math.max(1, expected));
    }

    private static double of(Map<String, ? extends Number> counts, String variant) {
        Number count = counts.get(variant);
        return count == null ? 0 : count.doubleValue();
    }
}

package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.Experiment;
import java.time.Instant;
import java.util.List;

/**
 * All that a judgement rests on.
 *
 * @param experiment with the plan that is judged, built-in guardrails included
 * @param comparisons of the whole run
 * @param units in the comparison
 * @param outlook how fast units come, and what each guardrail still needs
 */
public record Evidence(
        Experiment experiment,
        List<MetricComparison> comparisons,
        SampleRatioReading sampleRatio,
        long units,
        DataHealth health,
        Outlook outlook,
        Instant now) {

    public Evidence {
        comparisons = List.copyOf(comparisons);
    }
}

package io.meshtrial.analytics.verdict;

import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.definition.Experiment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a judgement rests on.
 *
 * @param comparisons of the whole run
 * @param units in the comparison
 * @param targetedOnly whether no rule of the current revision is random
 * @param unattributedShare failed requests without a known arm, of all requests
 * @param crossoverShare units seen in both arms, of all units
 * @param unitsMissing whether units should be users and requests came without ids
 * @param planChanged whether a newer plan than the frozen one was published
 * @param silence by treatment: for how long an arm with a share has brought nothing while control brought enough
 * @param lastEventAt start of the newest event, null before the first
 */
public record Evidence(
        Experiment experiment,
        List<MetricComparison> comparisons,
        SampleRatioReading sampleRatio,
        long units,
        boolean targetedOnly,
        double unattributedShare,
        double crossoverShare,
        boolean unitsMissing,
        boolean planChanged,
        Map<String, Duration> silence,
        @Nullable Instant lastEventAt,
        Instant now) {

    public Evidence {
        comparisons = List.copyOf(comparisons);
        silence = Map.copyOf(silence);
    }
}

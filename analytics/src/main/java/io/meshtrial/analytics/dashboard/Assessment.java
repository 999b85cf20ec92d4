package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Outlook;
import java.time.Instant;
import java.util.Map;

/** One look at a whole run, and what it was made from. */
record Assessment(
        Traffic traffic,
        GatewayReport gateway,
        Map<String, LatencyThreshold> thresholds,
        Comparisons comparisons,
        InformationClocks clocks,
        Pace pace,
        Evidence evidence) {

    /**
     * Whether nothing that is judged tells of what the gateway could not deliver: no access log comes, or it comes beside the
     * application's events and no metric is of it.
     */
    boolean isBlind() {
        Experiment experiment = evidence.experiment();
        boolean judged = experiment.eventSource() == EventSource.ACCESS_LOG
                || experiment.plan().metrics().stream().anyMatch(m -> m.kind() == MetricKind.GATEWAY_ERROR_RATE);
        Instant newest = evidence.health().lastEventAt();
        return !judged || !gateway.isPresent(newest == null ? 0 : newest.getEpochSecond() / 60);
    }

    /** The same look at other traffic: descriptive. */
    Evidence evidence(Results.Look look, Traffic shown) {
        return new Evidence(
                evidence.experiment(),
                comparisons.of(shown),
                evidence.sampleRatio(),
                shown.units(evidence.experiment().unit()),
                evidence.health(),
                Outlook.NONE,
                look.now());
    }
}

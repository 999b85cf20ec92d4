package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.Traffic;
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
        Evidence evidence) {

    /** Whether no source reports what the gateway could not deliver. */
    boolean isBlind() {
        Instant newest = evidence.health().lastEventAt();
        return !gateway.isPresent(newest == null ? 0 : newest.getEpochSecond() / 60);
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

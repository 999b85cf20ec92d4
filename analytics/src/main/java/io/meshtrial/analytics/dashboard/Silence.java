package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Variant;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Treatments that bring nothing although control does: a crashing version sends no events. */
final class Silence {

    /** Requests that a treatment should have brought before its silence means anything: e⁻²⁰ by chance. */
    private static final double EXPECTED = 20;

    private Silence() {}

    /** By treatment, for how many whole minutes up to now it has been silent though it should have been heard. */
    static Map<String, Duration> of(Experiment experiment, Traffic traffic, Instant now) {
        Map<String, Duration> silence = new HashMap<>();
        if (traffic.compared().isEmpty()) {
            return silence;
        }
        StratumTraffic newest = traffic.compared().getLast();
        double controlShare = newest.allocation().share(experiment.control().name());
        long minute = now.getEpochSecond() / 60;
        for (Variant treatment : experiment.treatments()) {
            double share = newest.allocation().share(treatment.name());
            if (share == 0 || controlShare == 0) {
                continue;
            }
            long last = newest.minutesOf(treatment.name()).isEmpty()
                    ? Long.MIN_VALUE
                    : newest.minutesOf(treatment.name()).lastKey();
            double expected = 0;
            long first = minute;
            for (var entry : newest.minutesOf(experiment.control().name()).entrySet()) {
                if (entry.getKey() > last && entry.getKey() < minute) {
                    expected += entry.getValue().requests() * share / controlShare;
                    first = Math.min(first, entry.getKey());
                }
            }
            if (expected >= EXPECTED) {
                silence.put(treatment.name(), Duration.ofMinutes(minute - first));
            }
        }
        return silence;
    }
}

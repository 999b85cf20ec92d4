package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.events.EventCounts;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Holds events against requests of the same minutes: their number, and each version's part of them. */
@Component
class LossJudge {

    private final TelemetryProperties properties;
    private final ShareSettings shares;

    LossJudge(TelemetryProperties properties, ShareSettings shares) {
        this.properties = properties;
        this.shares = shares;
    }

    Outcome judge(RequestCounts requests, EventCounts events, ExperimentSpec spec, Window window) {
        double counted = requests.reached();
        long difference = Math.round(counted) - events.total();
        Evidence evidence = Evidence.facts(
                Fact.of("requests", Math.round(counted)),
                Fact.of("events", events.total()),
                Fact.of("windowSeconds", window.seconds()),
                new Fact("limit", percent(properties.lostLimit()), null));
        if (counted < shares.minimumRequests()) {
            return Outcome.tooEarly(
                    Reason.TOO_LITTLE_TRAFFIC,
                    Math.round(counted) + " of the " + shares.minimumRequests() + " requests that are needed.",
                    null,
                    evidence);
        }
        double allowed = properties.lostLimit() * counted + edges(counted, requests.skewSeconds(), window);
        if (difference > allowed) {
            return Outcome.differs(
                    Reason.EVENTS_LOST,
                    difference + " of " + Math.round(counted) + " requests left no event, "
                            + percent(difference / counted) + "; limit " + percent(properties.lostLimit()) + ".",
                    evidence);
        }
        if (-difference > allowed) {
            return Outcome.differs(
                    Reason.EVENTS_SURPLUS,
                    -difference + " events more than the " + Math.round(counted) + " requests that the mesh counts.",
                    evidence);
        }
        String apart = apart(requests.byVariant(spec), events.byVariant());
        return apart == null
                ? Outcome.agrees(
                        Math.max(0, difference) + " of " + Math.round(counted) + " requests left no event; limit "
                                + percent(properties.lostLimit()) + ".",
                        evidence)
                : Outcome.differs(Reason.SHARES_DIFFER, apart, evidence);
    }

    /**
     * Requests at the two ends that fall on either side of the window, as three standard deviations of a Poisson count
     * over the time that the ends are unsure by.
     */
    private static double edges(double counted, double skewSeconds, Window window) {
        return 3 * Math.sqrt(2 * skewSeconds * counted / window.seconds()) + 1;
    }

    private @org.jspecify.annotations.Nullable String apart(Map<String, Double> requests, Map<String, Long> events) {
        double allRequests =
                requests.values().stream().mapToDouble(Double::doubleValue).sum();
        long allEvents = events.values().stream().mapToLong(Long::longValue).sum();
        if (allRequests <= 0 || allEvents < shares.minimumRequests()) {
            return null;
        }
        for (String variant : List.copyOf(requests.keySet())) {
            double ofRequests = requests.getOrDefault(variant, 0.0) / allRequests;
            double ofEvents = events.getOrDefault(variant, 0L) / (double) allEvents;
            if (Math.abs(ofRequests - ofEvents) > properties.shareTolerance()) {
                return variant + " has " + percent(ofEvents) + " of the events and " + percent(ofRequests)
                        + " of the requests.";
            }
        }
        return null;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}

package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.dashboard.answer.MetricAnswer.Unit;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.planning.Baseline;
import io.meshtrial.analytics.planning.Requirement;
import io.meshtrial.analytics.planning.Shown;
import io.meshtrial.analytics.verdict.Figures;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** "At 10 % and 40 requests/s, a rise of Server errors from 1 % to 1.2 % shows in about 3 h." */
record PlanningSentence(
        RandomisationUnit unit, double share, @Nullable Double requestsPerSecond, String treatment) {

    String of(Requirement requirement, @Nullable Double seconds) {
        Metric metric = requirement.question().metric();
        Baseline baseline = requirement.baseline();
        Double size = requirement.units();
        if (baseline == null) {
            return metric.label() + ": control's value is not known yet; give it as baseline, and the traffic as rate.";
        }
        String of = unit == RandomisationUnit.USER && metric.isErrorRate() ? "users with " : "";
        String change = (baseline.changed() > baseline.value() ? "a rise of " : "a fall of ") + of + metric.label()
                + " from " + value(metric, baseline.value()) + " to " + value(metric, baseline.changed());
        Shown shown = requirement.shown();
        if (size == null || shown == null) {
            return change.substring(0, 1).toUpperCase(Locale.ROOT)
                    + change.substring(1)
                    + switch (requirement.reason()) {
                        case "no_verdict" -> " is none from which a verdict is drawn.";
                        case "not_within_horizon" -> " does not show within six times its usual size.";
                        case null, default -> " cannot be planned for.";
                    };
        }
        String units = unit == RandomisationUnit.USER ? "users" : "requests";
        String needs = Figures.count((long) Math.ceil(size)) + " " + units;
        String at = "At " + Figures.percent(share)
                + (requestsPerSecond == null ? "" : " and " + rate(requestsPerSecond) + " requests/s") + ", ";
        boolean out = shown.kind() == Shown.Kind.RULED_OUT;
        if (seconds == null) {
            return at + change + (out ? " is ruled out with about " : " needs about ") + needs + ".";
        }
        return at + change + (out ? " is ruled out in about " : " shows in about ") + Figures.duration(seconds) + " ("
                + needs + ").";
    }

    private static String rate(double perSecond) {
        return perSecond >= 10 ? Figures.count(Math.round(perSecond)) : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    private static String value(Metric metric, double value) {
        return switch (Unit.of(metric.kind())) {
            case SHARE -> Figures.percent(value);
            case MICROSECONDS -> String.format(Locale.ROOT, "%.1f ms", value / 1000);
            case NUMBER -> String.format(Locale.ROOT, "%.3g", value);
        };
    }
}

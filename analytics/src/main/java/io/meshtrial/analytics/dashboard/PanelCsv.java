package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Interval;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer;
import io.meshtrial.analytics.dashboard.answer.LatencyAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one panel as CSV (RFC 4180), in the units of the JSON answer: fractions, microseconds, instants; an empty field
 * is a number that is not known.
 */
final class PanelCsv {

    private final StringBuilder csv = new StringBuilder();

    private PanelCsv() {}

    static String of(Panel panel, ResultsAnswer answer) {
        PanelCsv rows = new PanelCsv();
        switch (panel) {
            case SHARE -> rows.share(answer.share());
            case GUARDRAILS -> rows.metrics(answer.guardrails());
            case GOALS -> rows.metrics(answer.goals());
            case EFFECTS -> rows.effects(answer.effects());
            case LATENCY -> rows.latency(answer.latency());
            case SEGMENTS -> rows.segments(answer.segments());
        }
        return rows.csv.toString();
    }

    private void share(ShareAnswer share) {
        row("row", "at", "revision", "rule", "variant", "units", "of", "observed", "lower", "upper", "target");
        share.timeline()
                .forEach(bin ->
                        bin.arms().forEach(arm -> share("bin", bin.at(), bin.revision(), null, bin.units(), arm)));
        share.revisions()
                .forEach(drawn -> drawn.arms()
                        .forEach(arm ->
                                share("revision", drawn.at(), drawn.number(), drawn.rule(), drawn.units(), arm)));
    }

    private void share(
            String row, @Nullable Object at, int revision, @Nullable String rule, long of, ShareAnswer.Arm arm) {
        row(
                row,
                at,
                revision,
                rule,
                arm.variant(),
                arm.units(),
                of,
                arm.observed(),
                arm.lower(),
                arm.upper(),
                arm.target());
    }

    private void metrics(List<MetricAnswer> metrics) {
        row(
                "metric",
                "label",
                "unit",
                "control",
                "control_value",
                "control_units",
                "variant",
                "value",
                "units",
                "events",
                "change",
                "change_lower",
                "change_upper",
                "difference",
                "difference_lower",
                "difference_upper",
                "upper_bound",
                "margin",
                "e_harm",
                "e_better",
                "state");
        metrics.forEach(metric -> metric.arms().forEach(arm -> metric(metric, arm)));
    }

    private void metric(MetricAnswer metric, MetricAnswer.Arm arm) {
        Interval change = arm.change();
        Interval difference = arm.difference();
        row(
                metric.metric(),
                metric.label(),
                metric.unit(),
                metric.control().variant(),
                metric.control().value(),
                metric.control().units(),
                arm.variant(),
                arm.value(),
                arm.units(),
                arm.events(),
                change.estimate(),
                change.lower(),
                change.upper(),
                difference.estimate(),
                difference.lower(),
                difference.upper(),
                arm.upperBound(),
                metric.margin(),
                arm.evidence().harm(),
                arm.evidence().better(),
                arm.state());
    }

    private void effects(List<EffectAnswer> effects) {
        row("metric", "label", "variant", "at", "revision", "units", "estimate", "lower", "upper");
        effects.forEach(effect -> effect.points()
                .forEach(point -> row(
                        effect.metric(),
                        effect.label(),
                        effect.variant(),
                        point.at(),
                        point.revision(),
                        point.units(),
                        point.estimate(),
                        point.lower(),
                        point.upper())));
    }

    private void latency(LatencyAnswer latency) {
        row("row", "variant", "p", "micros", "change", "lower", "upper", "margin");
        latency.curves()
                .forEach(curve -> curve.points()
                        .forEach(at ->
                                row("curve", curve.variant(), at.p(), at.value(), null, at.lower(), at.upper(), null)));
        latency.differences()
                .forEach(of -> of.points()
                        .forEach(at -> row(
                                "difference",
                                of.variant(),
                                at.p(),
                                null,
                                at.estimate(),
                                at.lower(),
                                at.upper(),
                                at.margin())));
    }

    private void segments(@Nullable SegmentsAnswer segments) {
        row("metric", "variant", "scale", "kind", "segment", "units", "estimate", "lower", "upper", "e");
        if (segments != null) {
            segment(segments, "all", segments.total());
            segments.groups()
                    .forEach(group -> group.rows()
                            .forEach(row -> segment(segments, group.kind().name(), row)));
        }
    }

    private void segment(SegmentsAnswer segments, String kind, SegmentsAnswer.Row row) {
        row(
                segments.metric(),
                segments.variant(),
                segments.scale(),
                kind,
                row.name(),
                row.units(),
                row.estimate(),
                row.lower(),
                row.upper(),
                row.e());
    }

    private void row(@Nullable Object... fields) {
        ResultsCsv.line(
                csv,
                Arrays.stream(fields)
                        .map(field -> field == null ? "" : String.valueOf(field))
                        .toList());
    }
}

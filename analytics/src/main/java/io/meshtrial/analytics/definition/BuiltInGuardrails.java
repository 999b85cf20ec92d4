package io.meshtrial.analytics.definition;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guardrails that a plan need not name: errors and latency of every experiment, requests of a user where users are assigned,
 * and what the gateway could not deliver where it reports.
 */
public final class BuiltInGuardrails {

    private static final double ERROR_MARGIN = 0.25;
    private static final double OTHER_MARGIN = 0.1;
    private static final double TAIL = 0.95;

    private BuiltInGuardrails() {}

    /**
     * The experiment as it is judged.
     *
     * @param gatewayReports whether the gateway's access log tells of this experiment beside its own events
     */
    public static Experiment addedTo(Experiment experiment, boolean gatewayReports) {
        List<Metric> metrics = new ArrayList<>(experiment.plan().metrics());
        boolean users = experiment.unit() == RandomisationUnit.USER;
        if (lacks(metrics, MetricKind.ERROR_RATE)) {
            metrics.add(rate("error-rate", "Server errors", MetricKind.ERROR_RATE));
        }
        if (metrics.stream().noneMatch(metric -> metric.isLatency() && metric.role() == MetricRole.GUARDRAIL)) {
            metrics.add(
                    other("latency-p95", "p95 latency", MetricKind.LATENCY_QUANTILE, TAIL, Direction.LOWER_IS_BETTER));
        }
        if (users && lacks(metrics, MetricKind.REQUESTS_PER_UNIT)) {
            metrics.add(other(
                    "requests-per-user",
                    "Requests per user",
                    MetricKind.REQUESTS_PER_UNIT,
                    null,
                    Direction.HIGHER_IS_BETTER));
        }
        if (gatewayReports && lacks(metrics, MetricKind.GATEWAY_ERROR_RATE)) {
            metrics.add(rate("gateway-errors", "Gateway errors", MetricKind.GATEWAY_ERROR_RATE));
        }
        return experiment.withMetrics(metrics);
    }

    /** A goal guards nothing: errors that are to fall may not rise either. */
    private static boolean lacks(List<Metric> metrics, MetricKind kind) {
        return metrics.stream().noneMatch(metric -> metric.kind() == kind && metric.role() == MetricRole.GUARDRAIL);
    }

    private static Metric rate(String name, String label, MetricKind kind) {
        return new Metric(
                name, label, kind, null, null, MetricRole.GUARDRAIL, true, Direction.LOWER_IS_BETTER, ERROR_MARGIN);
    }

    private static Metric other(
            String name, String label, MetricKind kind, @Nullable Double quantile, Direction direction) {
        return new Metric(name, label, kind, quantile, null, MetricRole.GUARDRAIL, false, direction, OTHER_MARGIN);
    }
}

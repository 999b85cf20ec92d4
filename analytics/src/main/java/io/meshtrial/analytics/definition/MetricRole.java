package io.meshtrial.analytics.definition;

/** Whether a metric can stop a rollout or is what the experiment hopes for. */
public enum MetricRole {
    GUARDRAIL,
    GOAL
}

package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.MeasurementPlan;
import java.util.Objects;

/** One thing that is frozen of a run. */
public sealed interface FrozenValue {

    /** What it is, unique within its run: of two values for the same the one that was kept first holds. */
    String subject();

    record Plan(MeasurementPlan plan) implements FrozenValue {
        public Plan {
            Objects.requireNonNull(plan);
        }

        @Override
        public String subject() {
            return "plan";
        }
    }

    record Threshold(String metric, LatencyThreshold threshold) implements FrozenValue {
        public Threshold {
            Objects.requireNonNull(threshold);
        }

        @Override
        public String subject() {
            return "threshold/" + metric;
        }
    }

    /**
     * The information that was planned, 1/plannedStandardError².
     *
     * @param plannedStandardError in the metric's unit
     */
    record PlannedInformation(String metric, String variant, double plannedStandardError) implements FrozenValue {
        @Override
        public String subject() {
            return "planned/" + metric + "/" + variant;
        }
    }

    /**
     * How far a clock has come. The only value that grows: of two the larger one holds.
     *
     * @param information 1/SE²
     */
    record ReachedInformation(String metric, String variant, double information) implements FrozenValue {
        @Override
        public String subject() {
            return "reached/" + metric + "/" + variant;
        }
    }
}

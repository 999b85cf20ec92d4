package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.MeasurementPlan;
import java.time.Instant;
import java.util.Objects;

/** One thing that is frozen of a run. */
public sealed interface FrozenValue {

    /** What it is, unique within its run. */
    String subject();

    /** Whether of two values for the same subject the one that was kept first holds, so that none may be compacted away. */
    default boolean isFirst() {
        return true;
    }

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

        @Override
        public boolean isFirst() {
            return false;
        }
    }

    /** An arm was seen to be short of its share: what the grace before a rollback runs from. */
    record ShortSince(String variant, Instant at) implements FrozenValue {
        public ShortSince {
            Objects.requireNonNull(at);
        }

        @Override
        public String subject() {
            return "short/" + variant;
        }

        @Override
        public boolean isFirst() {
            return false;
        }
    }

    /** The arm was seen to bring its share again: earlier sights are over. */
    record Recovered(String variant, Instant at) implements FrozenValue {
        public Recovered {
            Objects.requireNonNull(at);
        }

        @Override
        public String subject() {
            return "recovered/" + variant;
        }

        @Override
        public boolean isFirst() {
            return false;
        }
    }
}

package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.definition.RandomisationUnit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Target and observed shares: by revision, and over time. */
public record ShareAnswer(
        long binSeconds,
        double level,
        double revisionLevel,
        List<String> treatments,
        List<ByRevision> revisions,
        List<Target> targets,
        List<Bin> timeline,
        List<Gap> gaps) {

    /** Share of one treatment among {@code units} of all arms. */
    public record Arm(
            String variant,
            double target,
            long units,
            @Nullable Double observed,
            @Nullable Double lower,
            @Nullable Double upper) {}

    /** One stratum's shares since it was drawn. */
    public record ByRevision(
            int number,
            String rule,
            @Nullable String text,
            boolean randomised,
            RandomisationUnit unit,
            @Nullable Instant at,
            @Nullable Instant endedAt,
            long units,
            List<Arm> arms) {}

    /** A step of the target line. */
    public record Target(Instant at, int revision, String variant, double target) {}

    /** One bin of the timeline. */
    public record Bin(Instant at, int revision, long units, List<Arm> arms) {}

    /** Time without an event, within the run. */
    public record Gap(Instant from, Instant to) {}
}

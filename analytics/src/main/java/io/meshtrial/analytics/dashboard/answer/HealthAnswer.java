package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.LeftOut;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.analytics.tally.UserTally;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Limits;
import io.meshtrial.analytics.verdict.Shortage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether the data can be trusted: one part for each cell of the health strip.
 *
 * @param accessLog null where no access log is received
 */
public record HealthAnswer(
        SampleRatio sampleRatio,
        Freshness freshness,
        Exposures exposures,
        Bots bots,
        Events events,
        Crossovers crossovers,
        @Nullable AccessLogHealth accessLog) {

    private static final double LOST_LIMIT = 0.005;

    HealthAnswer(
            SampleRatio sampleRatio,
            Freshness freshness,
            Exposures exposures,
            Bots bots,
            Events events,
            Crossovers crossovers) {
        this(sampleRatio, freshness, exposures, bots, events, crossovers, null);
    }

    public HealthAnswer with(AccessLogHealth reception) {
        return new HealthAnswer(sampleRatio, freshness, exposures, bots, events, crossovers, reception);
    }

    /** Units against the planned shares. */
    public record SampleRatio(
            SampleRatioReading.State state, @Nullable Double e, double alarm, List<Arm> arms) {

        /** One variant's units, and how many it should have. */
        public record Arm(String variant, long units, double expected) {}

        static SampleRatio of(SampleRatioReading reading) {
            return new SampleRatio(
                    reading.state(),
                    Double.isFinite(reading.e()) ? reading.e() : null,
                    reading.alarm(),
                    reading.units().entrySet().stream()
                            .map(u -> new Arm(
                                    u.getKey(), u.getValue(), reading.expected().getOrDefault(u.getKey(), 0.0)))
                            .toList());
        }
    }

    /**
     * Age of the newest event.
     *
     * @param waiting events in the topic that no instance has tallied yet; null while the broker has not said
     */
    public record Freshness(
            State state,
            @Nullable Instant lastEventAt,
            @Nullable Double ageSeconds,
            @Nullable Double usualGapSeconds,
            long limitSeconds,
            String kafka,
            @Nullable Long waiting) {

        /** How fresh the data is. */
        public enum State {
            FRESH,
            STALE,
            NO_EVENT,
            DISCONNECTED
        }

        public static Freshness of(
                @Nullable Instant lastEventAt,
                @Nullable Double usualGapSeconds,
                boolean kafkaUp,
                @Nullable Long waiting,
                Instant now) {
            long limit = Limits.staleAfter(usualGapSeconds == null ? 0 : usualGapSeconds)
                    .toSeconds();
            Double age = lastEventAt == null
                    ? null
                    : Math.max(0, Duration.between(lastEventAt, now).toMillis() / 1000.0);
            State state;
            if (!kafkaUp) {
                state = State.DISCONNECTED;
            } else if (age == null) {
                state = State.NO_EVENT;
            } else {
                state = age > limit ? State.STALE : State.FRESH;
            }
            return new Freshness(state, lastEventAt, age, usualGapSeconds, limit, kafkaUp ? "UP" : "DOWN", waiting);
        }
    }

    /** What is in the comparison. */
    public record Exposures(
            RandomisationUnit unit,
            long units,
            long requests,
            long outsideComparison,
            long targeted,
            List<String> silentVariants) {}

    /** What was left out as bots. */
    public record Bots(long requests, long of, double share) {}

    /**
     * Events lost, late, doubled or not to be believed.
     *
     * @param overflowed of cells beyond the bound on their number; in no tally
     */
    public record Events(
            State state,
            long counted,
            long produced,
            long lost,
            double lostShare,
            double lostLimit,
            long late,
            long duplicates,
            long forged,
            long mismatched,
            long unattributed,
            double unattributedLimit,
            long poison,
            long overflowed) {

        /** The worst that holds. */
        public enum State {
            OK,
            LOSING,
            UNATTRIBUTED
        }

        static Events of(Traffic traffic, TopicCounts topic, double unattributedShare) {
            LeftOut leftOut = traffic.leftOut();
            double lostShare = share(topic.lost(), topic.produced());
            State state = unattributedShare > Limits.UNATTRIBUTED
                    ? State.UNATTRIBUTED
                    : lostShare > LOST_LIMIT ? State.LOSING : State.OK;
            return new Events(
                    state,
                    traffic.requests(),
                    topic.produced(),
                    topic.lost(),
                    lostShare,
                    LOST_LIMIT,
                    traffic.late(),
                    topic.seen().duplicates(),
                    leftOut.forged(),
                    leftOut.mismatched(),
                    leftOut.unattributedFailures(),
                    Limits.UNATTRIBUTED,
                    topic.seen().poison(),
                    topic.seen().overflowed());
        }
    }

    /** Units seen in both arms. */
    public record Crossovers(long units, long of, double share, double limit) {}

    public static HealthAnswer of(Evidence evidence, Freshness freshness, Traffic traffic, TopicCounts topic) {
        LeftOut leftOut = traffic.leftOut();
        UserTally users = traffic.users();
        long requests = traffic.requests();
        long outside = leftOut.forged()
                + leftOut.mismatched()
                + leftOut.unattributedFailures()
                + leftOut.unassigned()
                + leftOut.unknownRevision()
                + leftOut.warmUp()
                + leftOut.disputed()
                + users.outside();
        return new HealthAnswer(
                SampleRatio.of(evidence.sampleRatio()),
                freshness,
                new Exposures(
                        evidence.experiment().unit(),
                        evidence.units(),
                        requests,
                        outside,
                        leftOut.targeted(),
                        evidence.health().shortages().stream()
                                .filter(shortage -> shortage.kind() != Shortage.Kind.SHORT)
                                .map(Shortage::variant)
                                .sorted()
                                .toList()),
                new Bots(leftOut.bots(), requests + leftOut.bots(), share(leftOut.bots(), requests + leftOut.bots())),
                Events.of(traffic, topic, evidence.health().unattributedShare()),
                new Crossovers(
                        users.all().crossovers(),
                        evidence.units(),
                        evidence.health().crossoverShare(),
                        Limits.CROSSOVERS));
    }

    static double share(long part, long whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }
}

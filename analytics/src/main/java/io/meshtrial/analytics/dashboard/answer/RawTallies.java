package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.LeftOut;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Arm;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Ratio;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Segment;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Stratum;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Threshold;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Users;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Value;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TallyKey.SegmentKind;
import io.meshtrial.analytics.tally.UserSums;
import io.meshtrial.analytics.tally.UserTally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The tallies that an answer rests on, as it carries them.
 *
 * @param witness what the gateway saw; null where no metric is of it
 * @param parts segments that are wanted
 * @param frozen latency thresholds by metric
 * @param histograms whether latency histograms are wanted
 */
public record RawTallies(
        Experiment experiment,
        Traffic traffic,
        @Nullable Traffic witness,
        List<Part> parts,
        Map<String, LatencyThreshold> frozen,
        boolean histograms) {

    /** A segment's traffic. */
    public record Part(SegmentKind kind, String name, Traffic traffic) {}

    LeftOut leftOut() {
        return traffic.leftOut();
    }

    List<Threshold> thresholds() {
        return new TreeMap<>(frozen)
                .entrySet().stream()
                        .map(t -> new Threshold(
                                t.getKey(),
                                t.getValue().quantile(),
                                t.getValue().thresholdMicros(),
                                Instant.ofEpochSecond(t.getValue().untilMinute() * 60),
                                t.getValue().requests()))
                        .toList();
    }

    List<Stratum> strata() {
        return Stream.concat(traffic.compared().stream(), traffic.described().stream())
                .map(stratum -> stratum(stratum, frozen))
                .toList();
    }

    List<Stratum> gateway() {
        return witness == null
                ? List.of()
                : witness.compared().stream()
                        .map(stratum -> stratum(stratum, Map.of()))
                        .toList();
    }

    /** Segments have no minutes: nothing is left out of them for a threshold. */
    List<Segment> segments() {
        return parts.stream()
                .map(part -> new Segment(
                        part.kind(),
                        part.name(),
                        part.traffic().compared().stream()
                                .map(stratum -> stratum(stratum, Map.of()))
                                .toList()))
                .toList();
    }

    private Stratum stratum(StratumTraffic traffic, Map<String, LatencyThreshold> left) {
        Map<String, Double> shares = new TreeMap<>();
        experiment.variants().forEach(v -> shares.put(v.name(), traffic.share(v.name())));
        return new Stratum(
                traffic.stratum().rule(),
                traffic.stratum().drawingRevision(),
                traffic.stratum().origin(),
                traffic.allocation().randomised(),
                traffic.allocation().unit(),
                shares,
                experiment.variants().stream()
                        .map(v -> arm(v.name(), traffic, left))
                        .toList());
    }

    private Arm arm(String variant, StratumTraffic traffic, Map<String, LatencyThreshold> left) {
        Tally tally = traffic.arm(variant);
        boolean users = traffic.allocation().unit() == RandomisationUnit.USER;
        return new Arm(
                variant,
                traffic.assigned().getOrDefault(variant, 0L),
                users ? traffic.usersOf(variant).all().units() : tally.requests(),
                tally.requests(),
                tally.errors(),
                tally.aborted(),
                tally.bots(),
                tally.durationSum().toString(),
                tally.durationSquares().toString(),
                values(tally),
                users ? users(traffic.usersOf(variant)) : null,
                histograms ? RawLatency.of(tally, traffic.minutesOf(variant), left) : null);
    }

    /** Sums of every value that was carried. */
    public static List<Value> values(Tally tally) {
        return tally.values().entrySet().stream()
                .map(v -> new Value(
                        v.getKey(),
                        v.getValue().count(),
                        v.getValue().found(),
                        v.getValue().sum().toString(),
                        v.getValue().squares().toString()))
                .toList();
    }

    private static Users users(UserTally tally) {
        UserSums all = tally.all();
        return new Users(
                all.units(),
                tally.returned().units(),
                all.errorUnits(),
                all.crossovers(),
                all.requests(),
                tally.outside(),
                tally.withoutId(),
                tally.beyondCap(),
                all.metrics().entrySet().stream()
                        .map(m -> new Ratio(
                                m.getKey(),
                                m.getValue().units(),
                                m.getValue().s().toString(),
                                m.getValue().n().toString(),
                                m.getValue().ss().toString(),
                                m.getValue().sn().toString(),
                                m.getValue().nn().toString()))
                        .toList());
    }
}

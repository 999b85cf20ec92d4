package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer.Value;
import io.meshtrial.analytics.dashboard.answer.RawLatency.Histogram;
import io.meshtrial.analytics.dashboard.answer.RawTallies;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A raw tally of a minute, or of an hour of more than two days ago: all requests with a token of the experiment, warm-ups
 * and disputes among them. Sums that may exceed 2⁵³ are decimal strings.
 *
 * @param span {@code minute} or {@code hour}
 * @param start of the span
 * @param servedVersion version that answered, empty when unknown
 * @param latency of the answered requests, so that every earlier point of a curve can be recomputed
 */
record TimeRow(
        String span,
        Instant start,
        int rule,
        int drawingRevision,
        int origin,
        String variant,
        String servedVersion,
        long requests,
        long errors,
        long aborted,
        long bots,
        long late,
        String durationSumMicros,
        String durationSquaredSumMicros,
        List<Value> values,
        Histogram latency) {

    private static final int SECONDS_PER_MINUTE = 60;

    private static final Comparator<Key> ORDER = Comparator.comparingLong(Key::minute)
            .thenComparing(Key::span)
            .thenComparing(key -> key.stratum().rule())
            .thenComparing(key -> key.stratum().drawingRevision())
            .thenComparing(key -> key.stratum().origin())
            .thenComparing(Key::variant)
            .thenComparing(Key::servedVersion);

    private record Key(long minute, String span, Stratum stratum, String variant, String servedVersion) {}

    /** In the order of time. */
    static List<TimeRow> of(Experiment experiment, ExperimentTallies tallies, Window window) {
        Map<Key, Tally> sums = new TreeMap<>(ORDER);
        tallies.minutes().forEach((cell, minutes) -> {
            if (isOf(experiment, cell)) {
                Set<Long> hours = tallies.hours().getOrDefault(cell, Set.of());
                minutes.forEach((minute, tally) -> {
                    if (window.contains(minute)) {
                        String span = hours.contains(minute) ? "hour" : "minute";
                        sums.merge(
                                new Key(minute, span, cell.stratum(), cell.variant(), cell.servedVersion()),
                                tally,
                                Tally::plus);
                    }
                });
            }
        });
        return sums.entrySet().stream()
                .map(row -> of(row.getKey(), row.getValue()))
                .toList();
    }

    /** A request that no destination took has no token: the access log's route vouches for it. */
    private static boolean isOf(Experiment experiment, Cell cell) {
        return cell.source() == EventSource.ACCESS_LOG && cell.token().isEmpty()
                || experiment.knowsToken(cell.stratum().drawingRevision(), cell.token());
    }

    private static TimeRow of(Key key, Tally tally) {
        return new TimeRow(
                key.span(),
                Instant.ofEpochSecond(key.minute() * SECONDS_PER_MINUTE),
                key.stratum().rule(),
                key.stratum().drawingRevision(),
                key.stratum().origin(),
                key.variant(),
                key.servedVersion(),
                tally.requests(),
                tally.errors(),
                tally.aborted(),
                tally.bots(),
                tally.late(),
                tally.durationSum().toString(),
                tally.durationSquares().toString(),
                RawTallies.values(tally),
                Histogram.of(tally));
    }
}

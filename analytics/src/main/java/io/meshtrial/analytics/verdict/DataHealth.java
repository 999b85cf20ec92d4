package io.meshtrial.analytics.verdict;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known about the data beside its numbers.
 *
 * @param reading whether what was counted and frozen before is still being read: the numbers are not whole
 * @param targetedOnly whether no rule of the current revision is random
 * @param unattributedShare failed requests without a known arm, of all requests
 * @param crossoverShare units seen in more than one arm, of all units
 * @param unitsMissing whether users are assigned and their requests came without ids
 * @param planChanged whether another plan than the frozen one was published
 * @param shortages arms that bring less than their share
 * @param lastEventAt start of the newest event, null before the first
 * @param staleAfter without an event for so long, a running experiment's stream is stale
 * @param nobodyCalls whether the gateway reports and has seen no request after the newest event either: then silence is no
 *     fault of the stream
 */
public record DataHealth(
        boolean reading,
        boolean targetedOnly,
        double unattributedShare,
        double crossoverShare,
        boolean unitsMissing,
        boolean planChanged,
        List<Shortage> shortages,
        @Nullable Instant lastEventAt,
        Duration staleAfter,
        boolean nobodyCalls) {

    public DataHealth {
        shortages = List.copyOf(shortages);
    }

    /** How old the newest event is where that is too old for a stream that runs; empty while it is not. */
    Optional<Duration> silence(Instant now) {
        return Optional.ofNullable(lastEventAt)
                .map(last -> Duration.between(last, now))
                .filter(age -> age.compareTo(staleAfter) > 0);
    }
}

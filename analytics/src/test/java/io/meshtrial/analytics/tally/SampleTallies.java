package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Two hours of seeded requests, tallied by the minute: revision 1 in the first hour at 10 %, revision 2 at 40 %. */
public final class SampleTallies {

    /** Token of its routes. */
    public static final String TOKEN = TestTraffic.TOKEN;

    private static final int MINUTES = 120;
    private static final int REQUESTS = 60;
    private static final long CAP_MICROS = 10_000_000;

    private SampleTallies() {}

    /** @param end of the two hours */
    public static ExperimentTallies of(String experiment, Instant end) {
        SplittableRandom random = new SplittableRandom(5);
        long first = end.getEpochSecond() / 60 - MINUTES;
        Map<Cell, SortedMap<Long, TallyAccumulator>> open = new HashMap<>();
        for (long minute = first; minute < first + MINUTES; minute++) {
            int revision = minute < first + MINUTES / 2 ? 1 : 2;
            for (int i = 0; i < REQUESTS; i++) {
                String variant = random.nextInt(10) < (revision == 1 ? 1 : 4) ? "v2" : "v1";
                RequestEvent event = TestEvents.random(random, 1).toBuilder()
                        .setBot(false)
                        .setStartEpochMicros(minute * 60_000_000)
                        .build();
                Cell cell =
                        new Cell(EventSource.APPLICATION, new Stratum(experiment, 1, revision, 0), variant, "", TOKEN);
                open.computeIfAbsent(cell, none -> new TreeMap<>())
                        .computeIfAbsent(minute, none -> new TallyAccumulator(Tally.ZERO))
                        .add(new EventObservation(event, minute * 60_000), CAP_MICROS, UnaryOperator.identity());
            }
        }
        Map<Cell, Tally> totals = new HashMap<>();
        Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
        open.forEach((cell, byMinute) -> {
            SortedMap<Long, Tally> tallies = new TreeMap<>();
            byMinute.forEach((minute, accumulator) -> tallies.put(minute, accumulator.toTally()));
            minutes.put(cell, tallies);
            totals.put(cell, tallies.values().stream().reduce(Tally.ZERO, Tally::plus));
        });
        return new ExperimentTallies(1, totals, minutes, Map.of());
    }
}

package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The plain count of users: every unit's requests in a list, summed up at the end with big integers. */
final class UserRecount {

    private final Map<Unit, List<Observation>> units = new LinkedHashMap<>();
    private final Map<UserCell, long[]> uncounted = new HashMap<>();

    /** Takes an event that is neither a duplicate nor poison. */
    void add(Observation observation) {
        RequestEvent event = observation.event();
        if (event.getBot()
                || event.getVariant().isEmpty()
                || !event.getVariant().equals(event.getServedVersion())) {
            return;
        }
        if (event.getUnitKind() == UnitKind.GENERATED) {
            uncounted(cell(observation))[1]++;
        } else if (event.getUnitKind() == UnitKind.USER
                && event.getDrawingRevision() != event.getCurrentDrawingRevision()) {
            uncounted(cell(observation))[0]++;
        } else {
            Unit unit = new Unit(observation.stratum(), Hash.high(event.getUnit()), Hash.low(event.getUnit()));
            units.computeIfAbsent(unit, none -> new ArrayList<>()).add(observation);
        }
    }

    /** @param halvings of the threshold: units beyond it are left out */
    Map<UserCell, UserTally> tallies(int halvings) {
        Map<UserCell, UserTally> tallies = new HashMap<>();
        units.forEach((unit, requests) -> {
            if (UnitRecord.isKept(unit.high, unit.low, halvings)) {
                List<Observation> counted = requests.subList(0, Math.min(requests.size(), UserTally.MAX_REQUESTS));
                boolean returned = counted.stream().anyMatch(o -> o.event().getUnitKind() == UnitKind.USER);
                UserSums sums = sums(counted);
                long beyond = requests.size() - counted.size();
                UserTally one =
                        new UserTally(returned ? sums : UserSums.ZERO, returned ? UserSums.ZERO : sums, 0, 0, beyond);
                tallies.merge(cell(requests.getFirst()), one, UserTally::plus);
            }
        });
        uncounted.forEach((cell, counts) -> tallies.merge(
                cell, new UserTally(UserSums.ZERO, UserSums.ZERO, counts[0], counts[1], 0), UserTally::plus));
        return tallies;
    }

    private static UserSums sums(List<Observation> requests) {
        String variant = requests.getFirst().event().getVariant();
        TreeMap<String, RatioSums> metrics = new TreeMap<>();
        put(metrics, "error-rate", requests, o -> o.isError() ? 1 : 0, o -> true);
        put(metrics, "latency-mean", requests, UserRecount::latency, o -> true);
        put(metrics, "latency-p95", requests, o -> latency(o) >= TestExperiment.THRESHOLD.micros() ? 1 : 0, o -> true);
        put(metrics, "found", requests, o -> value(o) > 0 ? 1 : 0, UserRecount::hasValue);
        put(metrics, "results", requests, o -> Math.round(value(o) * 1e6), UserRecount::hasValue);
        long size = requests.size();
        metrics.put("requests", ratio(size, 1));
        return new UserSums(
                1,
                requests.stream().anyMatch(Observation::isError) ? 1 : 0,
                requests.stream().anyMatch(o -> !o.event().getVariant().equals(variant)) ? 1 : 0,
                size,
                metrics);
    }

    private static void put(
            Map<String, RatioSums> metrics,
            String name,
            List<Observation> requests,
            java.util.function.ToLongFunction<Observation> numerator,
            java.util.function.Predicate<Observation> counts) {
        long n = requests.stream().filter(counts).count();
        if (n > 0) {
            metrics.put(
                    name,
                    ratio(requests.stream().filter(counts).mapToLong(numerator).sum(), n));
        }
    }

    private static RatioSums ratio(long s, long n) {
        BigInteger bigS = BigInteger.valueOf(s);
        BigInteger bigN = BigInteger.valueOf(n);
        return new RatioSums(
                1,
                Int128.of(s),
                Int128.of(n),
                int128(bigS.multiply(bigS)),
                int128(bigS.multiply(bigN)),
                int128(bigN.pow(2)));
    }

    private static Int128 int128(BigInteger value) {
        return new Int128(value.shiftRight(64).longValue(), value.longValue());
    }

    private static long latency(Observation observation) {
        return observation.isError() || observation.isAborted()
                ? TestExperiment.CAP_MICROS
                : Math.min(observation.event().getDurationMicros(), TestExperiment.CAP_MICROS);
    }

    private static boolean hasValue(Observation observation) {
        return observation.event().containsValues("results");
    }

    private static double value(Observation observation) {
        return observation.event().getValuesOrDefault("results", 0);
    }

    private long[] uncounted(UserCell cell) {
        return uncounted.computeIfAbsent(cell, none -> new long[2]);
    }

    private static UserCell cell(Observation observation) {
        return new UserCell(
                EventSource.APPLICATION,
                observation.stratum(),
                observation.event().getVariant(),
                observation.event().getToken());
    }

    private record Unit(Stratum stratum, long high, long low) {}
}

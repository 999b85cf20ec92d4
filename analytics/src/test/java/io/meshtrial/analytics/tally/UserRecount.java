package io.meshtrial.analytics.tally;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.events.RequestEvent;
import io.meshtrial.events.RequestEvent.UnitKind;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The plain count of users: every user's own sums, squared and added up at the end with big integers. */
final class UserRecount {

    private final Map<Unit, Requests> units = new HashMap<>();
    private final Map<UserCell, long[]> uncounted = new HashMap<>();

    /** Takes an event that is neither a duplicate nor poison. */
    void add(EventObservation observation) {
        RequestEvent event = observation.event();
        if (event.getBot() || event.getVariant().isEmpty()) {
            return;
        }
        boolean served = event.getVariant().equals(event.getServedVersion());
        UserCell cell =
                new UserCell(EventSource.APPLICATION, observation.stratum(), event.getVariant(), event.getToken());
        if (event.getUnitKind() == UnitKind.GENERATED) {
            uncounted.computeIfAbsent(cell, none -> new long[2])[1] += served ? 1 : 0;
        } else if (event.getUnitKind() == UnitKind.USER
                && event.getDrawingRevision() != event.getCurrentDrawingRevision()) {
            uncounted.computeIfAbsent(cell, none -> new long[2])[0] += served ? 1 : 0;
        } else {
            Unit unit = new Unit(cell.stratum(), Hash.high(event.getUnit()), Hash.low(event.getUnit()));
            units.computeIfAbsent(unit, none -> new Requests(cell)).add(observation, served);
        }
    }

    /** @param halvings of the threshold: units beyond it are left out */
    Map<UserCell, UserTally> tallies(int halvings) {
        Map<UserCell, UserTally> tallies = new HashMap<>();
        units.forEach((unit, requests) -> {
            if (UnitRecord.isKept(unit.high, unit.low, halvings)) {
                tallies.merge(requests.cell, requests.tally(), UserTally::plus);
            }
        });
        uncounted.forEach((cell, counts) -> tallies.merge(
                cell, new UserTally(UserSums.ZERO, UserSums.ZERO, counts[0], counts[1], 0), UserTally::plus));
        tallies.values().removeIf(UserTally.ZERO::equals);
        return tallies;
    }

    private record Unit(Stratum stratum, long high, long low) {}

    /** One user's requests in one stratum. */
    private static final class Requests {

        private final UserCell cell;
        private long requests;
        private long beyond;
        private long errors;
        private long slow;
        private long micros;
        private long carrying;
        private long found;
        private long millionths;
        private boolean returned;
        private boolean crossed;

        private Requests(UserCell cell) {
            this.cell = cell;
        }

        private void add(EventObservation observation, boolean served) {
            RequestEvent event = observation.event();
            if (served && requests == UserTally.MAX_REQUESTS) {
                beyond++;
                return;
            }
            returned |= event.getUnitKind() == UnitKind.USER;
            crossed |= !event.getVariant().equals(cell.variant());
            if (!served) {
                return;
            }
            requests++;
            errors += observation.isError() ? 1 : 0;
            long latency = observation.isError() || observation.isAborted()
                    ? TestExperiment.CAP_MICROS
                    : Math.min(event.getDurationMicros(), TestExperiment.CAP_MICROS);
            micros += latency;
            slow += latency >= TestExperiment.THRESHOLD.micros() ? 1 : 0;
            if (event.containsValues("results")) {
                double value = event.getValuesOrThrow("results");
                carrying++;
                found += value > 0 ? 1 : 0;
                millionths += Math.round(value * 1e6);
            }
        }

        private UserTally tally() {
            TreeMap<String, RatioSums> metrics = new TreeMap<>();
            if (requests > 0) {
                metrics.put("error-rate", ratio(errors, requests));
                metrics.put("latency-mean", ratio(micros, requests));
                metrics.put("latency-p95", ratio(slow, requests));
            }
            metrics.put("requests", ratio(requests, 1));
            if (carrying > 0) {
                metrics.put("found", ratio(found, carrying));
                metrics.put("results", ratio(millionths, carrying));
            }
            UserSums sums = new UserSums(1, errors > 0 ? 1 : 0, crossed ? 1 : 0, requests, metrics);
            return new UserTally(returned ? sums : UserSums.ZERO, returned ? UserSums.ZERO : sums, 0, 0, beyond);
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
                    int128(bigN.multiply(bigN)));
        }

        private static Int128 int128(BigInteger value) {
            return new Int128(value.shiftRight(64).longValueExact(), value.longValue());
        }
    }
}

package io.meshtrial.benchmarks.simulation;

import io.meshtrial.statistics.ratio.ChiSquareRatio;
import io.meshtrial.statistics.ratio.SampleRatio;
import io.meshtrial.statistics.ratio.UnitCounts;
import java.util.List;
import java.util.random.RandomGenerator;

/** The sample ratio under sticky assignment, counted by request and by user. */
final class StickyRequests {

    private static final int LOOKS = 100;
    private static final int USERS = 200;

    private StickyRequests() {}

    static Situation situation() {
        return new Situation(
                "sample ratio, sticky",
                "20 000 sticky users with up to 200 requests each",
                LOOKS,
                List.of(
                        Column.ours("by user, sequential", 0.001),
                        Column.usual("by request, χ² once"),
                        Column.usual("by user, χ² once"),
                        Column.usual("by request, sequential")),
                StickyRequests::simulate);
    }

    private static void simulate(RandomGenerator random, Watch watch) {
        long[] users = new long[2];
        long[] requests = new long[2];
        for (int look = 1; look <= LOOKS; look++) {
            for (int user = 0; user < USERS; user++) {
                int arm = random.nextInt(2);
                users[arm]++;
                requests[arm] += Draw.requestsOfUser(random);
            }
            boolean end = look == LOOKS;
            watch.see(0, look, SampleRatio.of(counts(users)).orElseThrow().alarm());
            watch.see(
                    1,
                    look,
                    end && ChiSquareRatio.of(counts(requests)).orElseThrow().p() < 0.001);
            watch.see(
                    2,
                    look,
                    end && ChiSquareRatio.of(counts(users)).orElseThrow().p() < 0.001);
            watch.see(3, look, SampleRatio.of(counts(requests)).orElseThrow().alarm());
        }
    }

    private static UnitCounts counts(long[] units) {
        return new UnitCounts(List.of(units[0], units[1]), List.of(0.5, 0.5));
    }
}

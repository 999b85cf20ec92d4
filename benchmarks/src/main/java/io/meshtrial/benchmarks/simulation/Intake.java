package io.meshtrial.benchmarks.simulation;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserCell;
import io.meshtrial.analytics.tally.UserSample;
import io.meshtrial.analytics.tally.UserTally;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that one simulated run has brought, as the topology keeps it; of minutes the last few, which silence is looked for in. */
final class Intake {

    private static final int MINUTES = 5;

    private final Map<Cell, Tally> totals = new HashMap<>();
    private final Map<Cell, SortedMap<Long, Tally>> minutes = new HashMap<>();
    private final Map<UserCell, UserArm> users = new LinkedHashMap<>();

    /**
     * @param rule from 1
     * @param draw revision in which the requests were drawn, from 1
     * @param arm 0 for control, 1 for treatment
     */
    void requests(int rule, int draw, int arm, int look, Tally more) {
        Cell cell = new Cell(
                EventSource.APPLICATION,
                new Stratum(Definitions.ID, rule, draw, 0),
                variant(arm),
                "",
                Definitions.TOKEN);
        totals.merge(cell, more, Tally::plus);
        SortedMap<Long, Tally> own = minutes.computeIfAbsent(cell, none -> new TreeMap<>());
        own.put(Judgement.minuteOf(look), more);
        own.headMap(Judgement.minuteOf(look) - MINUTES).clear();
    }

    /** Users of one arm of the only rule. */
    UserArm users(int draw, int origin, int arm, String... metrics) {
        return users.computeIfAbsent(
                new UserCell(
                        EventSource.APPLICATION,
                        new Stratum(Definitions.ID, 1, draw, origin),
                        variant(arm),
                        Definitions.TOKEN),
                none -> new UserArm(metrics));
    }

    static String variant(int arm) {
        return arm == 0 ? "v1" : "v2";
    }

    ExperimentTallies tallies(int look) {
        Map<UserCell, UserTally> sums = new HashMap<>();
        users.forEach((cell, arm) -> sums.put(cell, arm.toTally()));
        return new ExperimentTallies(look, totals, minutes, Map.of(), sums, UserSample.WHOLE);
    }
}

package io.meshtrial.analytics.comparison;

import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Cell;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Stratum;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserCell;
import io.meshtrial.analytics.tally.UserTally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sorts tallies by the definition: forged, mismatched and unattributed ones are told apart when they are read. */
public final class TrafficSorter {

    private final Experiment experiment;
    private final ExperimentTallies tallies;
    private final Window window;
    private final boolean whole;
    private final Map<Stratum, Arms> strata = new HashMap<>();
    private long bots;
    private long forged;
    private long mismatched;
    private long unattributed;
    private long unassigned;
    private long unknown;
    private long targeted;
    private long warmUp;
    private long disputed;
    private long late;

    private TrafficSorter(Experiment experiment, ExperimentTallies tallies, Window window, boolean whole) {
        this.experiment = experiment;
        this.tallies = tallies;
        this.window = window;
        this.whole = whole;
    }

    public static Traffic sort(Experiment experiment, ExperimentTallies tallies, Window window) {
        TrafficSorter sorter = new TrafficSorter(experiment, tallies, window, false);
        tallies.totals().keySet().forEach(sorter::take);
        if (window.isAll()) {
            tallies.users().forEach(sorter::takeUsers);
        }
        return sorter.traffic();
    }

    /**
     * Totals without minutes, such as a segment's: warm-ups and disputes were left out of them when they were counted.
     *
     * @param totals by cell
     */
    public static Traffic sortTotals(Experiment experiment, Map<Cell, Tally> totals) {
        ExperimentTallies tallies = new ExperimentTallies(0, totals, Map.of(), Map.of());
        TrafficSorter sorter = new TrafficSorter(experiment, tallies, Window.ALL, true);
        totals.keySet().forEach(sorter::take);
        return sorter.traffic();
    }

    private void take(Cell cell) {
        Stratum stratum = cell.stratum();
        Optional<RuleAllocation> allocation = experiment.allocation(stratum.rule(), stratum.drawingRevision());
        SortedMap<Long, Tally> minutes =
                tallies.minutes().getOrDefault(cell, Collections.unmodifiableSortedMap(new TreeMap<>()));
        Tally all = within(cell, minutes);
        Optional<Variant> variant = experiment.variant(cell.variant());
        late += all.late();
        if (!isWithoutArm(cell) && !experiment.knowsToken(stratum.drawingRevision(), cell.token())) {
            // Before all else: whatever a forged identity says, of its revision or of a bot, proves nothing.
            forged += all.requests() + all.bots();
            return;
        }
        bots += all.bots();
        if (experiment.revision(stratum.drawingRevision()).isEmpty()) {
            unknown += all.requests();
        } else if (isWithoutArm(cell)) {
            takeWithoutArm(all);
        } else if (variant.isEmpty() && stratum.rule() > 0) {
            takeWithoutArm(all);
        } else if (variant.isEmpty()) {
            unassigned += all.requests();
        } else if (allocation.isEmpty()) {
            unknown += all.requests();
        } else {
            Tally warm = afterWarmUp(all, minutes, stratum.drawingRevision());
            Tally counted = outOfDispute(warm, minutes, stratum.drawingRevision());
            warmUp += all.requests() - warm.requests();
            disputed += warm.requests() - counted.requests();
            take(cell, allocation.get(), variant.get(), counted, minutes);
        }
    }

    /** A request that no destination took carries no token: the route's name in the access log vouches for it. */
    private static boolean isWithoutArm(Cell cell) {
        return cell.source() == EventSource.ACCESS_LOG
                && cell.stratum().rule() > 0
                && cell.variant().isEmpty()
                && cell.token().isEmpty();
    }

    private void takeWithoutArm(Tally whole) {
        unattributed += whole.errors();
        unassigned += whole.requests() - whole.errors();
    }

    private void take(
            Cell cell, RuleAllocation allocation, Variant variant, Tally counted, SortedMap<Long, Tally> minutes) {
        Arms arms = strata.computeIfAbsent(cell.stratum(), none -> new Arms(allocation));
        arms.assigned.merge(variant.name(), counted.requests(), Long::sum);
        boolean served = cell.servedVersion().isEmpty()
                || variant.version() == null
                || variant.version().equals(cell.servedVersion());
        if (!served) {
            mismatched += counted.requests();
            return;
        }
        if (!allocation.randomised()) {
            targeted += counted.requests();
        }
        arms.tallies.merge(variant.name(), counted, Tally::plus);
        SortedMap<Long, Tally> byMinute = arms.minutes.computeIfAbsent(variant.name(), none -> new TreeMap<>());
        long first = experiment.firstMinute(cell.stratum().drawingRevision());
        minutes.forEach((minute, tally) -> {
            if (window.contains(minute) && minute >= first && !experiment.isDisputed(minute, minute)) {
                byMinute.merge(minute, tally, Tally::plus);
            }
        });
    }

    /** Users have no minutes: a window has none, and what is left out was left out when they were counted. */
    private void takeUsers(UserCell cell, UserTally users) {
        Stratum stratum = cell.stratum();
        if (experiment.variant(cell.variant()).isPresent()
                && experiment.knowsToken(stratum.drawingRevision(), cell.token())) {
            experiment
                    .allocation(stratum.rule(), stratum.drawingRevision())
                    .ifPresent(allocation -> strata.computeIfAbsent(stratum, none -> new Arms(allocation))
                            .users
                            .merge(cell.variant(), users, UserTally::plus));
        }
    }

    private Tally within(Cell cell, SortedMap<Long, Tally> minutes) {
        if (window.isAll()) {
            return tallies.totals().getOrDefault(cell, Tally.ZERO);
        }
        return sum(minutes, Long.MIN_VALUE);
    }

    private Tally afterWarmUp(Tally all, SortedMap<Long, Tally> minutes, int drawingRevision) {
        return whole || experiment.plan().warmUp().isZero()
                ? all
                : sum(minutes, experiment.firstMinute(drawingRevision));
    }

    /** Without the minutes of disputes, which stay minutes for good. */
    private Tally outOfDispute(Tally warm, SortedMap<Long, Tally> minutes, int drawingRevision) {
        if (whole || experiment.disputes().isEmpty()) {
            return warm;
        }
        SortedMap<Long, Tally> left = new TreeMap<>(minutes);
        left.keySet().removeIf(minute -> !experiment.isDisputed(minute, minute));
        return warm.minus(sum(left, experiment.firstMinute(drawingRevision)));
    }

    private Tally sum(SortedMap<Long, Tally> minutes, long first) {
        Tally sum = Tally.ZERO;
        for (Map.Entry<Long, Tally> minute : minutes.entrySet()) {
            if (window.contains(minute.getKey()) && minute.getKey() >= first) {
                sum = sum.plus(minute.getValue());
            }
        }
        return sum;
    }

    private Traffic traffic() {
        List<StratumTraffic> compared = new ArrayList<>();
        List<StratumTraffic> described = new ArrayList<>();
        strata.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparingInt(Stratum::drawingRevision)
                        .thenComparingInt(Stratum::rule)
                        .thenComparingInt(Stratum::origin)))
                .forEach(entry -> {
                    Arms arms = entry.getValue();
                    Optional<Map<String, Double>> shares = Redraws.shares(experiment, entry.getKey(), arms.allocation);
                    StratumTraffic traffic = new StratumTraffic(
                            entry.getKey(),
                            arms.allocation,
                            shares.orElse(Map.of()),
                            arms.tallies,
                            arms.units(),
                            arms.minutes,
                            arms.users);
                    (isCompared(arms.allocation) && shares.isPresent() ? compared : described).add(traffic);
                });
        LeftOut leftOut =
                new LeftOut(bots, forged, mismatched, unattributed, unassigned, unknown, targeted, warmUp, disputed);
        return new Traffic(compared, described, leftOut, late);
    }

    /** Requests of a user are no units of their own, so strata of another unit than the experiment's are only described. */
    private boolean isCompared(RuleAllocation allocation) {
        return allocation.randomised() && allocation.unit() == experiment.unit();
    }

    private static final class Arms {
        private final RuleAllocation allocation;
        private final Map<String, Tally> tallies = new HashMap<>();
        private final Map<String, Long> assigned = new HashMap<>();
        private final Map<String, SortedMap<Long, Tally>> minutes = new HashMap<>();
        private final Map<String, UserTally> users = new HashMap<>();

        private Arms(RuleAllocation allocation) {
            this.allocation = allocation;
        }

        private Map<String, Long> units() {
            if (allocation.unit() == RandomisationUnit.REQUEST) {
                return assigned;
            }
            Map<String, Long> units = new HashMap<>();
            users.forEach((variant, tally) -> units.put(variant, tally.all().units()));
            return units;
        }
    }
}

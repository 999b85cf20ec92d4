package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer.Arm;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer.Bin;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer.ByRevision;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer.Gap;
import io.meshtrial.analytics.dashboard.answer.ShareAnswer.Target;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.statistics.proportion.WilsonInterval;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Target and observed shares of an experiment. */
final class ShareView {

    private static final double BIN_LEVEL = 0.99;
    private static final double REVISION_LEVEL = 0.999;
    private static final int MOST_BINS = 240;
    private static final long[] BIN_MINUTES = {1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440};

    private final Experiment experiment;
    private final Traffic traffic;
    private final List<String> treatments;

    ShareView(Experiment experiment, Traffic traffic) {
        this.experiment = experiment;
        this.traffic = traffic;
        treatments = experiment.treatments().stream().map(Variant::name).toList();
    }

    ShareAnswer answer() {
        TreeMap<Long, Counts> minutes = minutes();
        long width = width(minutes);
        TreeMap<Long, Counts> bins = new TreeMap<>();
        minutes.forEach(
                (minute, counts) -> bins.computeIfAbsent(Math.floorDiv(minute, width) * width, none -> new Counts())
                        .add(counts));
        return new ShareAnswer(
                width * 60,
                BIN_LEVEL,
                REVISION_LEVEL,
                treatments,
                revisions(),
                targets(),
                bins.entrySet().stream().map(this::bin).toList(),
                gaps(bins, width));
    }

    private List<ByRevision> revisions() {
        List<ByRevision> rows = new ArrayList<>();
        for (StratumTraffic stratum : traffic.compared()) {
            rows.add(row(stratum));
        }
        for (StratumTraffic stratum : traffic.described()) {
            rows.add(row(stratum));
        }
        rows.sort(
                java.util.Comparator.comparingInt(ByRevision::number).reversed().thenComparing(ByRevision::rule));
        return rows;
    }

    private ByRevision row(StratumTraffic stratum) {
        RuleAllocation allocation = stratum.allocation();
        int number = stratum.stratum().drawingRevision();
        long units =
                stratum.assigned().values().stream().mapToLong(Long::longValue).sum();
        List<Arm> arms = treatments.stream()
                .map(v -> arm(v, target(stratum, v), stratum.assigned().getOrDefault(v, 0L), units, REVISION_LEVEL))
                .toList();
        return new ByRevision(
                number,
                Integer.toString(stratum.stratum().rule()),
                allocation.text(),
                allocation.randomised(),
                allocation.unit(),
                experiment.revision(number).map(Revision::at).orElse(null),
                end(stratum.stratum().rule(), number).orElse(null),
                units,
                arms);
    }

    /** The rule's weight where users of several origins were redrawn together. */
    private static double target(StratumTraffic stratum, String variant) {
        return stratum.shares().isEmpty() ? stratum.allocation().share(variant) : stratum.share(variant);
    }

    /** When the first revision came in which the rule's shares were drawn anew. */
    private Optional<Instant> end(int rule, int drawingRevision) {
        return experiment.revisions().stream()
                .filter(r -> r.number() > drawingRevision)
                .filter(r -> r.allocations().stream()
                        .noneMatch(a -> a.rule() == rule && a.drawingRevision() == drawingRevision))
                .map(Revision::at)
                .findFirst()
                .or(() -> Optional.ofNullable(experiment.endedAt()));
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (Revision revision : experiment.revisions()) {
            revision.allocations().stream()
                    .filter(RuleAllocation::randomised)
                    .findFirst()
                    .ifPresent(allocation -> treatments.forEach(
                            v -> targets.add(new Target(revision.at(), revision.number(), v, allocation.share(v)))));
        }
        return targets;
    }

    private Bin bin(Map.Entry<Long, Counts> entry) {
        Counts counts = entry.getValue();
        List<Arm> arms = treatments.stream()
                .map(v -> arm(v, counts.share(v), counts.units(v), counts.total, BIN_LEVEL))
                .toList();
        return new Bin(Instant.ofEpochSecond(entry.getKey() * 60), counts.revision, counts.total, arms);
    }

    private static Arm arm(String variant, double target, long units, long total, double level) {
        return WilsonInterval.of(units, total, 1 - level)
                .toOptional()
                .map(i -> new Arm(variant, target, units, i.estimate(), i.lower(), i.upper()))
                .orElseGet(() -> new Arm(variant, target, units, null, null, null));
    }

    private TreeMap<Long, Counts> minutes() {
        TreeMap<Long, Counts> minutes = new TreeMap<>();
        for (StratumTraffic stratum : traffic.compared()) {
            for (Variant variant : experiment.variants()) {
                SortedMap<Long, Tally> tallies = stratum.minutesOf(variant.name());
                tallies.forEach((minute, tally) -> minutes.computeIfAbsent(minute, none -> new Counts())
                        .add(stratum, variant.name(), tally.requests()));
            }
        }
        return minutes;
    }

    private static long width(SortedMap<Long, Counts> minutes) {
        long span = minutes.isEmpty() ? 1 : minutes.lastKey() - minutes.firstKey() + 1;
        for (long width : BIN_MINUTES) {
            if (span / width <= MOST_BINS) {
                return width;
            }
        }
        return BIN_MINUTES[BIN_MINUTES.length - 1];
    }

    private static List<Gap> gaps(SortedMap<Long, Counts> bins, long width) {
        List<Gap> gaps = new ArrayList<>();
        long expected = bins.isEmpty() ? 0 : bins.firstKey();
        for (long bin : bins.keySet()) {
            if (bin > expected) {
                gaps.add(new Gap(Instant.ofEpochSecond(expected * 60), Instant.ofEpochSecond(bin * 60)));
            }
            expected = bin + width;
        }
        return gaps;
    }

    /** Requests by arm, and the share that each should have. */
    private static final class Counts {
        private final Map<String, Long> units = new TreeMap<>();
        private final Map<String, Double> expected = new TreeMap<>();
        private long total;
        private int revision;

        private void add(StratumTraffic stratum, String variant, long requests) {
            units.merge(variant, requests, Long::sum);
            total += requests;
            revision = Math.max(revision, stratum.stratum().drawingRevision());
            stratum.allocation()
                    .weights()
                    .keySet()
                    .forEach(v -> expected.merge(v, requests * stratum.share(v), Double::sum));
        }

        private void add(Counts other) {
            other.units.forEach((v, n) -> units.merge(v, n, Long::sum));
            other.expected.forEach((v, n) -> expected.merge(v, n, Double::sum));
            total += other.total;
            revision = Math.max(revision, other.revision);
        }

        private long units(String variant) {
            return units.getOrDefault(variant, 0L);
        }

        private double share(String variant) {
            return total == 0 ? 0 : expected.getOrDefault(variant, 0.0) / total;
        }
    }
}

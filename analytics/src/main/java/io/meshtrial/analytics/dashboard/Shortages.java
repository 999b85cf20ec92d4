package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.StratumTraffic;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Revision;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.definition.Variant;
import io.meshtrial.analytics.definition.VariantRole;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserTally;
import io.meshtrial.analytics.verdict.Shortage;
import io.meshtrial.analytics.verdict.Shortage.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Arms that bring less than their share. When a sample ratio was first seen to be short is kept with what is frozen. */
public final class Shortages {

    /** Independent arrivals that an arm should have brought before its silence means anything: e⁻²⁰ by chance. */
    private static final double EXPECTED = 20;

    private final FrozenPlans plans;

    public Shortages(FrozenPlans plans) {
        this.plans = plans;
    }

    /**
     * One for each arm at most, the gravest.
     *
     * @param clustering requests that stand for one independent arrival: 1 when requests are assigned
     */
    public List<Shortage> of(
            Experiment experiment, Traffic traffic, SampleRatioReading ratio, double clustering, Instant now) {
        List<Shortage> shortages = new ArrayList<>();
        for (Variant variant : experiment.variants()) {
            boolean treatment = variant.role() == VariantRole.TREATMENT;
            boolean isShort = ratio.shortArms().contains(variant.name());
            Optional<Instant> shortSince = plans.shortSince(experiment, variant.name(), isShort, now);
            Optional<Instant> silentSince = silence(experiment, traffic, variant.name(), clustering, now);
            Kind silent = traffic.minutesOf(variant.name()).isEmpty() ? Kind.MISSING : Kind.SILENT;
            silentSince
                    .map(since -> new Shortage(variant.name(), silent, treatment, since))
                    .or(() -> shortSince.map(since -> new Shortage(variant.name(), Kind.SHORT, treatment, since)))
                    .ifPresent(shortages::add);
        }
        return shortages;
    }

    /** Requests that stand for one independent arrival, as repeat visits come in clusters: ΣN²/ΣN over users. */
    public static double clustering(UserTally users) {
        return users.all().metrics().values().stream()
                .filter(sums -> sums.n().toDouble() > 0)
                .mapToDouble(sums -> sums.nn().toDouble() / sums.n().toDouble())
                .max()
                .orElse(1);
    }

    /** The minute since which others brought requests that should have had this arm's among them. */
    private static Optional<Instant> silence(
            Experiment experiment, Traffic traffic, String variant, double clustering, Instant now) {
        SortedMap<Long, Double> expected = new TreeMap<>();
        long last = Long.MIN_VALUE;
        Set<Integer> current = currentDraws(experiment);
        for (StratumTraffic stratum : traffic.compared()) {
            double share = stratum.share(variant);
            if (share == 0 || share == 1 || !current.contains(stratum.stratum().drawingRevision())) {
                continue;
            }
            SortedMap<Long, Tally> own = stratum.minutesOf(variant);
            last = own.isEmpty() ? last : Math.max(last, own.lastKey());
            stratum.minutes().forEach((other, minutes) -> {
                if (!other.equals(variant)) {
                    minutes.forEach((minute, tally) ->
                            expected.merge(minute, tally.requests() * share / (1 - share), Double::sum));
                }
            });
        }
        long minute = now.getEpochSecond() / 60;
        if (last >= minute) {
            return Optional.empty();
        }
        SortedMap<Long, Double> since = expected.subMap(last == Long.MIN_VALUE ? last : last + 1, minute);
        double arrivals =
                since.values().stream().mapToDouble(Double::doubleValue).sum() / clustering;
        return arrivals >= EXPECTED ? Optional.of(Instant.ofEpochSecond(since.firstKey() * 60)) : Optional.empty();
    }

    private static Set<Integer> currentDraws(Experiment experiment) {
        Set<Integer> draws = new HashSet<>();
        experiment
                .currentRevision()
                .map(Revision::allocations)
                .ifPresent(allocations -> allocations.stream()
                        .map(RuleAllocation::drawingRevision)
                        .forEach(draws::add));
        return draws;
    }
}

package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.InformationClocks;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.definition.BuiltInGuardrails;
import io.meshtrial.analytics.definition.EventSource;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.UserTally;
import io.meshtrial.analytics.verdict.DataHealth;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Brings together all that a judgement rests on; keeps what must not change from look to look. */
final class Assessor {

    private static final long MINUTE_MILLIS = 60_000;

    private final FrozenPlans plans;
    private final Shortages shortages;

    Assessor(FrozenPlans plans) {
        this.plans = plans;
        this.shortages = new Shortages(plans);
    }

    Assessment assess(Results.Look look) {
        Experiment experiment = judged(look);
        GatewayReport gateway = GatewayReport.of(experiment, look.gateway());
        Traffic traffic = TrafficSorter.sort(experiment, look.tallies(), Window.ALL);
        Map<String, LatencyThreshold> thresholds = look.reading()
                ? plans.thresholds(experiment)
                : plans.thresholds(experiment, experiment.plan().metrics(), traffic, look.now());
        InformationClocks clocks = look.reading() ? InformationClocks.standing() : plans.clocks(experiment);
        Comparisons comparisons = new Comparisons(experiment, thresholds, gateway, clocks);
        SampleRatioReading ratio = SampleRatioReading.of(experiment, traffic);
        List<MetricComparison> compared = comparisons.of(traffic);
        Pace pace = Pace.of(traffic, look.now());
        Evidence evidence = new Evidence(
                experiment,
                compared,
                ratio,
                traffic.units(experiment.unit()),
                health(look, traffic, gateway, ratio),
                pace.outlook(traffic, comparisons, compared),
                look.now());
        return new Assessment(traffic, gateway, thresholds, comparisons, clocks, pace, evidence);
    }

    /** The experiment with the guardrails that every experiment has. */
    Experiment judged(Results.Look look) {
        boolean witnessed = look.experiment().eventSource() == EventSource.APPLICATION
                && !look.gateway().minutes().isEmpty();
        Experiment published = look.experiment();
        return BuiltInGuardrails.addedTo(look.reading() ? published : plans.frozen(published), witnessed);
    }

    private DataHealth health(Results.Look look, Traffic traffic, GatewayReport gateway, SampleRatioReading ratio) {
        Experiment experiment = look.experiment();
        Double gap = usualGap(traffic);
        UserTally users = traffic.users();
        return new DataHealth(
                look.reading(),
                isTargetedOnly(experiment),
                Math.max(traffic.unattributedShare(), gateway.unattributedShare()),
                share(users.all().crossovers(), users.all().units()),
                share(users.withoutId(), traffic.requests()) > Limits.WITHOUT_UNIT,
                !look.reading() && plans.isChanged(experiment),
                look.reading()
                        ? List.of()
                        : shortages.of(experiment, traffic, ratio, Shortages.clustering(users), look.now()),
                lastEvent(look),
                Limits.staleAfter(gap == null ? 0 : gap),
                nobodyCalls(look, gateway));
    }

    /** Said only by a gateway that is heard now and has told of this experiment before: silence alone says nothing. */
    private static boolean nobodyCalls(Results.Look look, GatewayReport gateway) {
        Instant last = lastEvent(look);
        return last != null
                && look.kafkaUp()
                && look.reception() != null
                && look.reception().isHeard()
                && gateway.isQuietSince(last.getEpochSecond() / 60);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }

    private static boolean isTargetedOnly(Experiment experiment) {
        return experiment
                .currentRevision()
                .map(revision -> revision.allocations().stream().noneMatch(RuleAllocation::randomised))
                .orElse(false);
    }

    /** The newest event's start: known to the minute for one experiment, exactly for the topic. */
    static @Nullable Instant lastEvent(Results.Look look) {
        return look.tallies().minutes().values().stream()
                .filter(minutes -> !minutes.isEmpty())
                .map(SortedMap::lastKey)
                .max(Long::compare)
                .map(minute -> Instant.ofEpochMilli(
                        Math.min(look.topic().seen().newestStartMillis(), (minute + 1) * MINUTE_MILLIS - 1)))
                .orElse(null);
    }

    /** Seconds between two requests in the comparison, on average; null before the first. */
    static @Nullable Double usualGap(Traffic traffic) {
        long requests = 0;
        Duration span = Duration.ZERO;
        for (var stratum : traffic.compared()) {
            for (SortedMap<Long, Tally> minutes : stratum.minutes().values()) {
                requests += minutes.values().stream().mapToLong(Tally::requests).sum();
                if (!minutes.isEmpty()) {
                    long length = minutes.lastKey() - minutes.firstKey() + 1;
                    span = span.toMinutes() > length ? span : Duration.ofMinutes(length);
                }
            }
        }
        return requests == 0 ? null : span.toMillis() / 1000.0 / requests;
    }
}

package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.Comparisons;
import io.meshtrial.analytics.comparison.GatewayReport;
import io.meshtrial.analytics.comparison.LatencyThreshold;
import io.meshtrial.analytics.comparison.MetricComparison;
import io.meshtrial.analytics.comparison.SampleRatioReading;
import io.meshtrial.analytics.comparison.Traffic;
import io.meshtrial.analytics.comparison.TrafficSorter;
import io.meshtrial.analytics.comparison.Window;
import io.meshtrial.analytics.dashboard.answer.AccessLogHealth;
import io.meshtrial.analytics.dashboard.answer.EffectAnswer;
import io.meshtrial.analytics.dashboard.answer.ExperimentAnswer;
import io.meshtrial.analytics.dashboard.answer.HealthAnswer;
import io.meshtrial.analytics.dashboard.answer.HealthAnswer.Freshness;
import io.meshtrial.analytics.dashboard.answer.MethodAnswer;
import io.meshtrial.analytics.dashboard.answer.MetricAnswer;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
import io.meshtrial.analytics.dashboard.answer.VerdictAnswer;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.definition.RandomisationUnit;
import io.meshtrial.analytics.definition.RuleAllocation;
import io.meshtrial.analytics.ingest.accesslog.Reception;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.Tally;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes answers of definitions and tallies; keeps what an answer needs from earlier looks. */
final class Results {

    private static final long MINUTE_MILLIS = 60_000;

    private final FrozenPlans plans = new FrozenPlans();
    private final Map<String, EffectHistory> histories = new ConcurrentHashMap<>();
    private final Map<String, VerdictAnswer> standing = new ConcurrentHashMap<>();

    /**
     * What the parts of an answer are made from.
     *
     * @param tallies of the event source that the experiment has frozen
     * @param gateway of the access log, whichever source is frozen
     * @param reception of access logs; null where none are received
     */
    record Look(
            Experiment experiment,
            ExperimentTallies tallies,
            ExperimentTallies gateway,
            TopicCounts topic,
            boolean kafkaUp,
            Instant now,
            @Nullable Reception reception) {

        Look(
                Experiment experiment,
                ExperimentTallies tallies,
                ExperimentTallies gateway,
                TopicCounts topic,
                boolean kafkaUp,
                Instant now) {
            this(experiment, tallies, gateway, topic, kafkaUp, now, null);
        }
    }

    ResultsAnswer answer(Look look, ResultsAnswer.View view, String snapshot) {
        Experiment experiment = look.experiment();
        Assessment whole = assess(look);
        VerdictAnswer verdict = standing(experiment, whole);
        List<EffectAnswer> effects = effects(look, whole);
        Window window = new Window(view.from(), view.to());
        Traffic shown = window.isAll() ? whole.traffic : TrafficSorter.sort(experiment, look.tallies(), window);
        Evidence evidence = window.isAll() ? whole.evidence : whole.evidence(look, shown);
        return new ResultsAnswer(
                ResultsAnswer.SCHEMA,
                snapshot,
                look.now(),
                whole.evidence.lastEventAt(),
                view,
                ExperimentAnswer.of(experiment),
                verdict,
                withReception(look, health(look, whole)),
                new ShareView(experiment, shown).answer(),
                metrics(evidence, MetricRole.GUARDRAIL, view.metric()),
                metrics(evidence, MetricRole.GOAL, view.metric()),
                effects.stream()
                        .filter(e -> view.metric() == null || e.metric().equals(view.metric()))
                        .toList(),
                new LatencyView(experiment, shown).answer(),
                segments(look, view.metric(), whole),
                MethodAnswer.of(experiment, shown, whole.thresholds));
    }

    VerdictAnswer verdict(Look look) {
        return standing(look.experiment(), assess(look));
    }

    /** @return null when the experiment has no treatment or no metric */
    @Nullable
    SegmentsAnswer segments(Look look, @Nullable String metric) {
        return segments(look, metric, assess(look));
    }

    Traffic traffic(Look look, Window window) {
        return TrafficSorter.sort(look.experiment(), look.tallies(), window);
    }

    /** Start of the experiment's newest event, null before the first. */
    @Nullable
    Instant lastEventAt(Look look) {
        return lastEvent(look);
    }

    private Assessment assess(Look look) {
        Experiment experiment = look.experiment();
        Traffic traffic = TrafficSorter.sort(experiment, look.tallies(), Window.ALL);
        Map<String, LatencyThreshold> thresholds = plans.thresholds(experiment, traffic, look.now());
        Comparisons comparisons = new Comparisons(experiment, thresholds);
        GatewayReport gateway = GatewayReport.of(experiment, look.gateway());
        Evidence evidence = new Evidence(
                experiment,
                comparisons.of(traffic),
                SampleRatioReading.of(experiment, traffic),
                traffic.requests(),
                isTargetedOnly(experiment),
                Math.max(traffic.unattributedShare(), gateway.unattributedShare()),
                0,
                experiment.unit() == RandomisationUnit.USER,
                plans.isChanged(experiment),
                Silence.of(experiment, traffic, look.now()),
                lastEvent(look),
                look.now());
        return new Assessment(traffic, gateway, thresholds, comparisons, evidence);
    }

    private VerdictAnswer standing(Experiment experiment, Assessment whole) {
        VerdictAnswer now = VerdictAnswer.of(Judge.judge(whole.evidence), whole.evidence, whole.isBlind());
        return standing.compute(experiment.id(), (id, before) -> {
            boolean same = before != null && before.word() == now.word() && before.reason() == now.reason();
            return now.standingSince(same ? before.since() : whole.evidence.now());
        });
    }

    private List<EffectAnswer> effects(Look look, Assessment whole) {
        EffectHistory history = histories.computeIfAbsent(look.experiment().id(), none -> new EffectHistory());
        synchronized (history) {
            if (history.isEmpty()) {
                Backfill.fill(history, look, whole.comparisons);
            }
            history.record(look.experiment(), whole.evidence.comparisons(), whole.evidence.units(), look.now());
            List<MetricAnswer> metrics = look.experiment().plan().metrics().stream()
                    .flatMap(m -> metrics(whole.evidence, m.role(), m.name()).stream())
                    .toList();
            return history.answer(look.experiment(), whole.evidence.comparisons(), metrics, look.now());
        }
    }

    private static List<MetricAnswer> metrics(Evidence evidence, MetricRole role, @Nullable String only) {
        return evidence.experiment().plan().metrics().stream()
                .filter(metric -> metric.role() == role)
                .filter(metric -> only == null || metric.name().equals(only))
                .filter(metric -> !evidence.experiment().treatments().isEmpty())
                .map(metric -> MetricAnswer.of(metric, of(evidence.comparisons(), metric), evidence))
                .toList();
    }

    private static List<MetricComparison> of(List<MetricComparison> comparisons, Metric metric) {
        return comparisons.stream().filter(c -> c.metric().equals(metric)).toList();
    }

    private @Nullable SegmentsAnswer segments(Look look, @Nullable String name, Assessment whole) {
        List<Metric> metrics = look.experiment().plan().metrics();
        if (metrics.isEmpty() || look.experiment().treatments().isEmpty()) {
            return null;
        }
        Metric metric = metrics.stream()
                .filter(m ->
                        name == null ? m.role() == MetricRole.GOAL : m.name().equals(name))
                .findFirst()
                .orElse(metrics.getFirst());
        return new SegmentsView(look.experiment(), look.tallies(), whole.comparisons, metric).answer(whole.traffic);
    }

    private static HealthAnswer withReception(Look look, HealthAnswer health) {
        return look.reception() == null ? health : health.with(AccessLogHealth.of(look.reception()));
    }

    private static HealthAnswer health(Look look, Assessment whole) {
        return HealthAnswer.of(
                whole.evidence.sampleRatio(),
                Freshness.of(whole.evidence.lastEventAt(), usualGap(whole.traffic), look.kafkaUp(), look.now()),
                whole.traffic,
                look.topic(),
                look.experiment().unit(),
                whole.evidence.silence().keySet(),
                whole.evidence.unattributedShare());
    }

    private static boolean isTargetedOnly(Experiment experiment) {
        return experiment
                .currentRevision()
                .map(revision -> revision.allocations().stream().noneMatch(RuleAllocation::randomised))
                .orElse(false);
    }

    /** The newest event's start: known to the minute for one experiment, exactly for the topic. */
    private static @Nullable Instant lastEvent(Look look) {
        return look.tallies().minutes().values().stream()
                .filter(minutes -> !minutes.isEmpty())
                .map(SortedMap::lastKey)
                .max(Long::compare)
                .map(minute -> Instant.ofEpochMilli(
                        Math.min(look.topic().seen().newestStartMillis(), (minute + 1) * MINUTE_MILLIS - 1)))
                .orElse(null);
    }

    private static @Nullable Double usualGap(Traffic traffic) {
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

    private record Assessment(
            Traffic traffic,
            GatewayReport gateway,
            Map<String, LatencyThreshold> thresholds,
            Comparisons comparisons,
            Evidence evidence) {

        boolean isBlind() {
            Instant newest = evidence.lastEventAt();
            return !gateway.isPresent(newest == null ? 0 : newest.getEpochSecond() / 60);
        }

        /** The same look at other traffic: descriptive. */
        private Evidence evidence(Look look, Traffic shown) {
            return new Evidence(
                    look.experiment(),
                    comparisons.of(shown),
                    evidence.sampleRatio(),
                    shown.requests(),
                    evidence.targetedOnly(),
                    evidence.unattributedShare(),
                    evidence.crossoverShare(),
                    evidence.unitsMissing(),
                    evidence.planChanged(),
                    evidence.silence(),
                    evidence.lastEventAt(),
                    look.now());
        }
    }
}

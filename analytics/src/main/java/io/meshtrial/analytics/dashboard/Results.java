package io.meshtrial.analytics.dashboard;

import io.meshtrial.analytics.comparison.FrozenPlans;
import io.meshtrial.analytics.comparison.MetricComparison;
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
import io.meshtrial.analytics.dashboard.answer.RawTallies;
import io.meshtrial.analytics.dashboard.answer.ResultsAnswer;
import io.meshtrial.analytics.dashboard.answer.SegmentsAnswer;
import io.meshtrial.analytics.dashboard.answer.StratumAnswer;
import io.meshtrial.analytics.dashboard.answer.VerdictAnswer;
import io.meshtrial.analytics.definition.Experiment;
import io.meshtrial.analytics.definition.Metric;
import io.meshtrial.analytics.definition.MetricKind;
import io.meshtrial.analytics.definition.MetricRole;
import io.meshtrial.analytics.ingest.accesslog.Reception;
import io.meshtrial.analytics.tally.ExperimentTallies;
import io.meshtrial.analytics.tally.TopicCounts;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Judge;
import io.meshtrial.analytics.verdict.Outlook;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Makes answers of definitions and tallies; keeps what an answer needs from earlier looks. */
final class Results {

    private final Assessor assessor;
    private final EffectHistories histories = new EffectHistories();
    private final Map<String, VerdictAnswer> standing = new ConcurrentHashMap<>();

    /**
     * What the parts of an answer are made from.
     *
     * @param tallies of the event source that the experiment has frozen
     * @param gateway of the access log, whichever source is frozen
     * @param waiting events of the topic that no instance has tallied yet; null while that is not known
     * @param reading whether what was counted or frozen before is still being read
     * @param reception of access logs; null where none are received
     */
    record Look(
            Experiment experiment,
            ExperimentTallies tallies,
            ExperimentTallies gateway,
            TopicCounts topic,
            boolean kafkaUp,
            @Nullable Long waiting,
            boolean reading,
            Instant now,
            @Nullable Reception reception) {

        Look(
                Experiment experiment,
                ExperimentTallies tallies,
                ExperimentTallies gateway,
                TopicCounts topic,
                boolean kafkaUp,
                Instant now) {
            this(experiment, tallies, gateway, topic, kafkaUp, null, false, now, null);
        }
    }

    Results(FrozenPlans plans) {
        this.assessor = new Assessor(plans);
    }

    /** @param histograms whether the raw tallies carry their latency histograms */
    ResultsAnswer answer(Look look, ResultsAnswer.View view, String snapshot, boolean histograms) {
        Assessment whole = assessor.assess(look);
        Experiment experiment = whole.evidence().experiment();
        VerdictAnswer verdict = standing(experiment, whole);
        List<EffectAnswer> effects = effects(look, whole);
        Window window = new Window(view.from(), view.to());
        Traffic shown = window.isAll() ? whole.traffic() : TrafficSorter.sort(experiment, look.tallies(), window);
        Evidence evidence = window.isAll() ? whole.evidence() : whole.evidence(look, shown);
        return new ResultsAnswer(
                ResultsAnswer.SCHEMA,
                snapshot,
                look.now(),
                whole.evidence().health().lastEventAt(),
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
                histograms ? byStratum(whole, shown, view.metric()) : List.of(),
                new LatencyView(experiment, shown).answer(),
                segments(look, view.metric(), whole),
                method(look, whole, shown, histograms));
    }

    private static List<StratumAnswer> byStratum(Assessment whole, Traffic shown, @Nullable String only) {
        Experiment experiment = whole.evidence().experiment();
        return experiment.plan().metrics().stream()
                .filter(metric -> only == null || metric.name().equals(only))
                .flatMap(metric -> experiment.treatments().stream()
                        .flatMap(treatment -> whole.comparisons().byStratum(metric, treatment.name(), shown).stream()))
                .map(StratumAnswer::of)
                .toList();
    }

    private static MethodAnswer method(Look look, Assessment whole, Traffic shown, boolean raw) {
        Experiment experiment = whole.evidence().experiment();
        RawTallies tallies = new RawTallies(
                experiment,
                shown,
                raw && experiment.plan().metrics().stream().anyMatch(m -> m.kind() == MetricKind.GATEWAY_ERROR_RATE)
                        ? whole.gateway().traffic()
                        : null,
                raw
                        ? Segment.of(experiment, look.tallies()).stream()
                                .map(segment -> new RawTallies.Part(segment.kind(), segment.name(), segment.traffic()))
                                .toList()
                        : List.of(),
                whole.thresholds(),
                raw);
        Outlook outlook = whole.evidence().outlook();
        return MethodAnswer.of(
                experiment,
                tallies,
                whole.clocks(),
                look.tallies().sample(),
                new MethodAnswer.Pace(whole.pace().requests(), whole.pace().seconds(), outlook.unitsPerSecond()));
    }

    VerdictAnswer verdict(Look look) {
        return standing(look.experiment(), assessor.assess(look));
    }

    /** @return null when the experiment has no treatment or no metric */
    @Nullable
    SegmentsAnswer segments(Look look, @Nullable String metric) {
        return segments(look, metric, assessor.assess(look));
    }

    /** The experiment with every metric that is judged. */
    Experiment judged(Look look) {
        return assessor.judged(look);
    }

    Traffic traffic(Look look, Window window) {
        return TrafficSorter.sort(judged(look), look.tallies(), window);
    }

    /** Start of the experiment's newest event, null before the first. */
    @Nullable
    Instant lastEventAt(Look look) {
        return Assessor.lastEvent(look);
    }

    private VerdictAnswer standing(Experiment experiment, Assessment whole) {
        VerdictAnswer now = VerdictAnswer.of(Judge.judge(whole.evidence()), whole.evidence(), whole.isBlind());
        return standing.compute(experiment.id(), (id, before) -> {
            boolean same = before != null && before.word() == now.word() && before.reason() == now.reason();
            return now.standingSince(same ? before.since() : whole.evidence().now());
        });
    }

    private List<EffectAnswer> effects(Look look, Assessment whole) {
        List<MetricAnswer> metrics = whole.evidence().experiment().plan().metrics().stream()
                .flatMap(m -> metrics(whole.evidence(), m.role(), m.name()).stream())
                .toList();
        return histories.with(look, whole, metrics);
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
        List<Metric> metrics = whole.evidence().experiment().plan().metrics();
        if (metrics.isEmpty() || look.experiment().treatments().isEmpty()) {
            return null;
        }
        Metric metric = metrics.stream()
                .filter(m ->
                        name == null ? m.role() == MetricRole.GOAL : m.name().equals(name))
                .findFirst()
                .orElse(metrics.getFirst());
        return new SegmentsView(whole.evidence().experiment(), look.tallies(), whole.comparisons(), metric)
                .answer(whole.traffic());
    }

    private static HealthAnswer withReception(Look look, HealthAnswer health) {
        return look.reception() == null ? health : health.with(AccessLogHealth.of(look.reception()));
    }

    private static HealthAnswer health(Look look, Assessment whole) {
        return HealthAnswer.of(
                whole.evidence(),
                Freshness.of(
                        whole.evidence().health().lastEventAt(),
                        Assessor.usualGap(whole.traffic()),
                        look.kafkaUp(),
                        look.waiting(),
                        look.now()),
                whole.traffic(),
                look.topic());
    }
}

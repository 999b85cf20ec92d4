package io.meshtrial.experiment.verification.kiali;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Outcome.Link;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ServiceName;
import io.meshtrial.experiment.verification.check.ShareJudge;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Targets;
import io.meshtrial.experiment.verification.witness.Answer;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Shares in Kiali's graph against the target. Its rates are averages over a window, so the whole window and a scrape
 * must lie within the revision; and a graph without traffic may be a Kiali without its Prometheus.
 */
@Component
class KialiShareCheck implements Check {

    /** Windows that Kiali's page offers too, so that people see the same numbers there. */
    private static final List<Duration> WINDOWS =
            List.of(Duration.ofMinutes(10), Duration.ofMinutes(5), Duration.ofMinutes(2), Duration.ofMinutes(1));

    private final Kiali kiali;
    private final KialiLinks links;
    private final KialiProperties properties;
    private final ShareJudge judge;

    KialiShareCheck(Kiali kiali, KialiLinks links, KialiProperties properties, ShareJudge judge) {
        this.kiali = kiali;
        this.links = links;
        this.properties = properties;
        this.judge = judge;
    }

    @Override
    public Row row() {
        return Row.KIALI_SHARE;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        if (!kiali.isConfigured()) {
            return Outcome.notConfigured("No Kiali is configured.", "meshtrial.kiali.url");
        }
        List<String> namespaces = namespaces(subject.spec());
        Duration seen = subject.age().minus(properties.scrapeInterval());
        for (Duration window : WINDOWS) {
            if (seen.compareTo(window) >= 0) {
                Outcome looked = look(subject, namespaces, window);
                return looked.with(Stream.of(
                                Stream.of(links.graph(namespaces, window)),
                                services(subject.spec()).map(service -> links.serviceGraph(service, window)),
                                looked.links().stream(),
                                services(subject.spec())
                                        .map(service -> links.service(service.namespace(), service.name())))
                        .flatMap(all -> all)
                        .toList());
            }
        }
        return tooYoung(subject).with(List.of(links.graph(namespaces, WINDOWS.getLast())));
    }

    private Outcome look(Subject subject, List<String> namespaces, Duration window) throws InterruptedException {
        return switch (kiali.graph(namespaces, window)) {
            case Unheard<KialiGraph>(Reason reason, String words) -> Outcome.unknown(reason, words);
            case Heard<KialiGraph>(KialiGraph graph) -> {
                Map<String, Double> counts = new LinkedHashMap<>();
                VersionRates.of(graph, subject.spec())
                        .forEach((variant, rate) -> counts.put(variant, rate * window.toSeconds()));
                boolean silent = counts.values().stream().allMatch(count -> count == 0);
                Answer<KialiStatus> status = silent ? kiali.status() : new Heard<>(new KialiStatus("", true));
                Outcome outcome = switch (status) {
                    case Unheard<KialiStatus>(Reason reason, String words) -> Outcome.unknown(reason, words);
                    case Heard<KialiStatus>(KialiStatus known) ->
                        known.prometheus()
                                ? judge.judge(
                                        counts,
                                        Targets.of(
                                                subject.spec(), subject.stored().revision()),
                                        List.of(Fact.of("windowSeconds", window.toSeconds())))
                                : Outcome.unknown(
                                        Reason.NO_PROMETHEUS,
                                        "Kiali has not reached its Prometheus since it started; its graph is empty"
                                                + " for that reason.");
                };
                yield outcome.with(versions(graph, subject.spec(), window));
            }
        };
    }

    private Outcome tooYoung(Subject subject) {
        Duration needed = WINDOWS.getLast().plus(properties.scrapeInterval());
        return subject.effectiveSince()
                .map(since -> Outcome.tooEarly(
                        Reason.TOO_YOUNG,
                        "Revision " + subject.revision() + " is "
                                + subject.age().toSeconds() + " s old; Kiali’s window of "
                                + WINDOWS.getLast().toSeconds() + " s and a scrape must lie behind it.",
                        since.plus(needed),
                        Evidence.NONE))
                .orElseGet(() -> Outcome.tooEarly(
                        Reason.NOT_PUBLISHED,
                        "Revision " + subject.revision() + " is not published yet.",
                        null,
                        Evidence.NONE));
    }

    /** The gateways' namespace comes along: without it edges rely on sidecars at the destinations. */
    private List<String> namespaces(ExperimentSpec spec) {
        return Stream.concat(properties.gatewayNamespaces().stream(), Stream.of(spec.namespace()))
                .distinct()
                .toList();
    }

    private static Stream<ServiceName> services(ExperimentSpec spec) {
        return spec.variants().stream()
                .map(variant -> ServiceName.of(variant.destination().host(), spec.namespace()))
                .distinct();
    }

    /** Of each version that the graph shows: the label {@code app} is known from there alone. */
    private List<Link> versions(KialiGraph graph, ExperimentSpec spec, Duration window) {
        return spec.variants().stream()
                .flatMap(variant -> VersionRates.node(graph, spec, variant).stream())
                .distinct()
                .map(node -> links.versionGraph(node.namespace(), node.app(), node.version(), window))
                .toList();
    }
}

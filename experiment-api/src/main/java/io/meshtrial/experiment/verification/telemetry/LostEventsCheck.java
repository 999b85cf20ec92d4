package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.definition.ExperimentSpec;
import io.meshtrial.experiment.definition.ExperimentStore;
import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.events.EventCounts;
import io.meshtrial.experiment.verification.events.ResultsClient;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Our events against the requests that the mesh counts, over the same minutes. */
@Component
class LostEventsCheck implements Check {

    private final MeshTelemetry telemetry;
    private final ResultsClient results;
    private final ExperimentStore experiments;
    private final LossJudge judge;
    private final TelemetryProperties properties;

    LostEventsCheck(
            MeshTelemetry telemetry,
            ResultsClient results,
            ExperimentStore experiments,
            LossJudge judge,
            TelemetryProperties properties) {
        this.telemetry = telemetry;
        this.results = results;
        this.experiments = experiments;
        this.judge = judge;
        this.properties = properties;
    }

    @Override
    public Row row() {
        return Row.LOST_EVENTS;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        Optional<Telemetry> source = telemetry.configured();
        if (source.isEmpty()) {
            return Outcome.notConfigured("No telemetry of the mesh is configured.", MeshTelemetry.SETTING);
        }
        if (!results.isConfigured()) {
            return Outcome.notConfigured("No analytics is configured.", "meshtrial.analytics.url");
        }
        if (isShared(subject)) {
            return Outcome.unknown(
                    Reason.SHARED_SERVICE,
                    "Another experiment has routes in the same VirtualService; the mesh does not tell their requests"
                            + " apart.");
        }
        Optional<Instant> since = subject.effectiveSince();
        if (since.isEmpty()) {
            return Outcome.tooEarly(
                    Reason.NOT_PUBLISHED,
                    "Revision " + subject.revision() + " is not published yet.",
                    null,
                    Evidence.NONE);
        }
        Optional<Window> window =
                source.get().window(since.get(), subject.now()).flatMap(found -> settled(found, subject.now()));
        return window.isEmpty()
                ? TelemetryShareCheck.tooYoung(subject, since.get())
                : compare(subject, source.get(), window.get());
    }

    /** Events of the last seconds may still be under way: the last minute is left out until they have arrived. */
    private Optional<Window> settled(Window window, Instant now) {
        Instant arrived = Window.minuteBefore(now.minus(properties.lag()));
        if (!arrived.isBefore(window.to())) {
            return Optional.of(window);
        }
        return window.from().isBefore(arrived) ? Optional.of(new Window(window.from(), arrived)) : Optional.empty();
    }

    private Outcome compare(Subject subject, Telemetry source, Window window) throws InterruptedException {
        return switch (source.counts(MeshTelemetry.services(subject.spec()), window)) {
            case Unheard<RequestCounts>(Reason reason, String words) -> Outcome.unknown(reason, words);
            case Heard<RequestCounts>(RequestCounts requests) ->
                switch (results.counts(subject.id(), window)) {
                    case Unheard<EventCounts>(Reason reason, String words) -> Outcome.unknown(reason, words);
                    case Heard<EventCounts>(EventCounts events) ->
                        judge.judge(requests, events, subject.spec(), window);
                };
        };
    }

    private boolean isShared(Subject subject) {
        ExperimentSpec spec = subject.spec();
        return experiments.routed().stream()
                .anyMatch(other -> !other.id().equals(subject.id())
                        && other.spec().namespace().equals(spec.namespace())
                        && other.spec().virtualService().equals(spec.virtualService()));
    }
}

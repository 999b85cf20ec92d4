package io.meshtrial.experiment.verification.telemetry;

import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ShareJudge;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.check.Targets;
import io.meshtrial.experiment.verification.check.Window;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Shares in the mesh's own request counts against the target. */
@Component
class TelemetryShareCheck implements Check {

    private final MeshTelemetry telemetry;
    private final ShareJudge judge;

    TelemetryShareCheck(MeshTelemetry telemetry, ShareJudge judge) {
        this.telemetry = telemetry;
        this.judge = judge;
    }

    @Override
    public Row row() {
        return Row.TELEMETRY_SHARE;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        Optional<Telemetry> source = telemetry.configured();
        if (source.isEmpty()) {
            return Outcome.notConfigured("No telemetry of the mesh is configured.", MeshTelemetry.SETTING);
        }
        Optional<Instant> since = subject.effectiveSince();
        if (since.isEmpty()) {
            return Outcome.tooEarly(
                    Reason.NOT_PUBLISHED,
                    "Revision " + subject.revision() + " is not published yet.",
                    null,
                    Evidence.NONE);
        }
        Optional<Window> window = source.get().window(since.get(), subject.now());
        return window.isEmpty() ? tooYoung(subject, since.get()) : judge(subject, source.get(), window.get());
    }

    /** Two whole minutes must have passed at both ends of the shortest window. */
    static Outcome tooYoung(Subject subject, Instant since) {
        return Outcome.tooEarly(
                Reason.TOO_YOUNG,
                "No whole minute of revision " + subject.revision() + " is counted yet.",
                Window.minuteAfter(since).plusSeconds(60),
                Evidence.NONE);
    }

    private Outcome judge(Subject subject, Telemetry source, Window window) throws InterruptedException {
        return switch (source.counts(MeshTelemetry.services(subject.spec()), window)) {
            case Unheard<RequestCounts>(Reason reason, String words) -> Outcome.unknown(reason, words);
            case Heard<RequestCounts>(RequestCounts counts) ->
                judge.judge(
                        counts.byVariant(subject.spec()),
                        Targets.of(subject.spec(), subject.stored().revision()),
                        List.of(new Fact("source", source.name(), null), Fact.of("windowSeconds", window.seconds())));
        };
    }
}

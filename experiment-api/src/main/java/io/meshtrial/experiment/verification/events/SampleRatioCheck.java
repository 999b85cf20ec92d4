package io.meshtrial.experiment.verification.events;

import io.meshtrial.experiment.verification.check.Check;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Evidence.Fact;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.ShareSettings;
import io.meshtrial.experiment.verification.check.Subject;
import io.meshtrial.experiment.verification.witness.Answer.Heard;
import io.meshtrial.experiment.verification.witness.Answer.Unheard;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The sequential test of the split, which analytics makes; it holds however often people look. */
@Component
class SampleRatioCheck implements Check {

    private final ResultsClient results;
    private final ShareSettings settings;

    SampleRatioCheck(ResultsClient results, ShareSettings settings) {
        this.results = results;
        this.settings = settings;
    }

    @Override
    public Row row() {
        return Row.SAMPLE_RATIO;
    }

    @Override
    public Outcome check(Subject subject) throws InterruptedException {
        if (!results.isConfigured()) {
            return Outcome.notConfigured("No analytics is configured.", "meshtrial.analytics.url");
        }
        return switch (results.split(subject.id())) {
            case Unheard<SplitReading>(Reason reason, String words) -> Outcome.unknown(reason, words);
            case Heard<SplitReading>(SplitReading reading) -> judge(subject, reading);
        };
    }

    /** Pure but for the settings. */
    Outcome judge(Subject subject, SplitReading reading) {
        Evidence evidence = Evidence.facts(
                        Fact.of("units", reading.current()),
                        new Fact("e", reading.e(), String.format(Locale.ROOT, "%.0f", reading.alarm())))
                .withShares(reading.shares());
        if (reading.state().equals("ALARM")) {
            return Outcome.differs(
                    Reason.OFF_TARGET,
                    "The split is off: evidence " + reading.e() + " of "
                            + String.format(Locale.ROOT, "%.0f", reading.alarm()) + " that raise the alarm; "
                            + shares(reading),
                    evidence);
        }
        if (reading.revision() != subject.revision()) {
            return Outcome.tooEarly(
                    Reason.OLDER_REVISION,
                    "Analytics knows revision " + reading.revision() + ", not " + subject.revision() + ".",
                    null,
                    evidence);
        }
        if (!reading.fresh().equals("FRESH")) {
            return reading.fresh().equals("NO_EVENT")
                    ? Outcome.tooEarly(Reason.TOO_LITTLE_TRAFFIC, "No event has arrived yet.", null, evidence)
                    : Outcome.unknown(Reason.STALE_STREAM, "Events do not arrive any more.", evidence);
        }
        return tooFew(reading)
                .map(sentence -> Outcome.tooEarly(Reason.TOO_LITTLE_TRAFFIC, sentence, null, evidence))
                .orElseGet(() -> Outcome.agrees(shares(reading), evidence));
    }

    /** The current revision's alone: those of older ones say nothing about a split that has just changed. */
    private Optional<String> tooFew(SplitReading reading) {
        for (SplitReading.Split split : reading.splits()) {
            double enough = settings.unitsFor(split.smallest());
            if (split.units() < enough) {
                return Optional.of(split.units() + " of the " + Math.round(Math.ceil(enough)) + " " + reading.unit()
                        + " that are needed.");
            }
        }
        boolean judged =
                reading.state().equals("AS_PLANNED") && !reading.shares().isEmpty();
        return judged
                ? Optional.empty()
                : Optional.of("None of the " + settings.minimumRequests() + " " + reading.unit() + " that are needed.");
    }

    private static String shares(SplitReading reading) {
        return reading.shares().stream()
                        .map(share -> String.format(
                                Locale.ROOT,
                                "%s %.2f %% of %.2f %%, %s %% interval %.2f to %.2f",
                                share.variant(),
                                share.observed() * 100,
                                share.targetLower() * 100,
                                share.level() * 100,
                                share.lower() * 100,
                                share.upper() * 100))
                        .collect(Collectors.joining("; "))
                + ", from "
                + reading.shares().stream().mapToLong(share -> share.requests()).sum() + " of "
                + reading.current() + " " + reading.unit() + ".";
    }
}

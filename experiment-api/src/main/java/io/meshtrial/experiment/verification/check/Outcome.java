package io.meshtrial.experiment.verification.check;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check answers.
 *
 * @param reason null where it agrees
 * @param sentence ready to show, with its counts
 * @param readyAt when a check that is too early can say more; null where nobody knows
 */
public record Outcome(
        Verdict verdict,
        @Nullable Reason reason,
        String sentence,
        @Nullable Instant readyAt,
        Evidence evidence,
        List<Link> links) {

    /** @param href absolute; of another program's page */
    public record Link(String title, String href) {}

    public Outcome {
        links = List.copyOf(links);
        sentence = Evidence.cut(sentence);
    }

    public static Outcome agrees(String sentence, Evidence evidence) {
        return new Outcome(Verdict.AGREES, null, sentence, null, evidence, List.of());
    }

    public static Outcome differs(Reason reason, String sentence, Evidence evidence) {
        return new Outcome(Verdict.DIFFERS, reason, sentence, null, evidence, List.of());
    }

    public static Outcome tooEarly(Reason reason, String sentence, @Nullable Instant readyAt, Evidence evidence) {
        return new Outcome(Verdict.TOO_EARLY, reason, sentence, readyAt, evidence, List.of());
    }

    public static Outcome unknown(Reason reason, String sentence) {
        return unknown(reason, sentence, Evidence.NONE);
    }

    public static Outcome unknown(Reason reason, String sentence, Evidence evidence) {
        return new Outcome(Verdict.UNKNOWN, reason, sentence, null, evidence, List.of());
    }

    /** @param setting what to set, so that the witness can be asked */
    public static Outcome notConfigured(String sentence, String setting) {
        return unknown(Reason.NOT_CONFIGURED, sentence + " Set " + setting + ".");
    }

    public Outcome with(List<Link> more) {
        return new Outcome(verdict, reason, sentence, readyAt, evidence, more);
    }
}

package io.meshtrial.analytics.dashboard.answer;

import io.meshtrial.analytics.comparison.Need;
import io.meshtrial.analytics.verdict.Condition;
import io.meshtrial.analytics.verdict.Deciding;
import io.meshtrial.analytics.verdict.Evidence;
import io.meshtrial.analytics.verdict.Outlook;
import io.meshtrial.analytics.verdict.Promotion;
import io.meshtrial.analytics.verdict.Sentence;
import io.meshtrial.analytics.verdict.Verdict;
import io.meshtrial.analytics.verdict.Verdict.Better;
import io.meshtrial.analytics.verdict.Verdict.CannotJudge;
import io.meshtrial.analytics.verdict.Verdict.Harm;
import io.meshtrial.analytics.verdict.Verdict.Inconclusive;
import io.meshtrial.analytics.verdict.Verdict.InsufficientData;
import io.meshtrial.analytics.verdict.Verdict.NoHarm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A verdict with what decided it and what promotion still needs. */
public record VerdictAnswer(
        Word word,
        Verdict.@Nullable Reason reason,
        @Nullable Instant since,
        String sentence,
        List<Deciding> deciding,
        @Nullable Need progress,
        @Nullable Long timeToDecisionSeconds,
        @Nullable Instant decisionAt,
        @Nullable Instant rollBackAt,
        boolean blindToUnreachablePods,
        List<Condition> promotion) {

    /** The verdict in one word. */
    public enum Word {
        BETTER,
        NO_HARM,
        HARM,
        INCONCLUSIVE,
        INSUFFICIENT_DATA,
        CANNOT_JUDGE
    }

    /** @param blind whether no source reports what the gateway could not deliver */
    public static VerdictAnswer of(Verdict verdict, Evidence evidence, boolean blind) {
        Instant decision = Outlook.decisionAt(evidence).orElse(null);
        return new VerdictAnswer(
                word(verdict),
                verdict instanceof CannotJudge cannot ? cannot.reason() : null,
                null,
                Sentence.of(verdict),
                verdict.deciding(),
                verdict instanceof InsufficientData insufficient ? insufficient.progress() : null,
                decision == null
                        ? null
                        : Duration.between(evidence.now(), decision).toSeconds(),
                decision,
                verdict instanceof CannotJudge cannot ? cannot.rollBackAt() : null,
                blind,
                Promotion.conditions(evidence));
    }

    public VerdictAnswer standingSince(@Nullable Instant instant) {
        return new VerdictAnswer(
                word,
                reason,
                instant,
                sentence,
                deciding,
                progress,
                timeToDecisionSeconds,
                decisionAt,
                rollBackAt,
                blindToUnreachablePods,
                promotion);
    }

    private static Word word(Verdict verdict) {
        return switch (verdict) {
            case Better better -> Word.BETTER;
            case NoHarm noHarm -> Word.NO_HARM;
            case Harm harm -> Word.HARM;
            case Inconclusive inconclusive -> Word.INCONCLUSIVE;
            case InsufficientData insufficient -> Word.INSUFFICIENT_DATA;
            case CannotJudge cannot -> Word.CANNOT_JUDGE;
        };
    }
}

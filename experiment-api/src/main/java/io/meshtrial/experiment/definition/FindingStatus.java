package io.meshtrial.experiment.definition;

import io.meshtrial.routing.check.Finding;
import io.meshtrial.routing.check.Severity;
import io.meshtrial.routing.predicate.Witness;
import org.jspecify.annotations.Nullable;

/**
 * One thing to know before a plan is applied, as REST shows it.
 *
 * @param rule ordinal of the rule from 1, as text
 * @param line of the rule in its text
 * @param witness a request that shows it
 * @param acknowledged whether the caller named it in {@code ?ack=}
 */
public record FindingStatus(
        String code,
        Severity severity,
        String message,
        @Nullable String rule,
        @Nullable Integer line,
        @Nullable String object,
        @Nullable String route,
        @Nullable String hint,
        @Nullable Witness witness,
        boolean acknowledged) {

    public static FindingStatus of(Finding finding, @Nullable Integer line, boolean acknowledged) {
        return new FindingStatus(
                finding.code(),
                finding.severity(),
                finding.message(),
                finding.rule() == null ? null : finding.rule().toString(),
                line,
                finding.object(),
                finding.route(),
                finding.hint(),
                finding.witness(),
                acknowledged);
    }

    /** Whether it stops an apply. */
    public boolean blocks() {
        return severity == Severity.ERROR || (severity == Severity.WARNING && !acknowledged);
    }
}

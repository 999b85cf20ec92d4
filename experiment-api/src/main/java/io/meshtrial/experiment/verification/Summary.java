package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How many rows came to what. Rows whose witness is not set up are counted apart: they neither agree nor trouble anyone.
 *
 * @param sentence ready to show
 */
@Schema(name = "VerificationSummary")
record Summary(String sentence, int agrees, int differs, int tooEarly, int unknown, int notConfigured) {

    static Summary of(List<Checked> rows) {
        return count(
                rows.stream()
                        .map(Checked::outcome)
                        .filter(outcome -> outcome.reason() != Reason.NOT_CONFIGURED)
                        .map(Outcome::verdict)
                        .toList(),
                rows.size());
    }

    static Summary ofRows(List<VerificationView.RowView> rows) {
        if (rows.stream().allMatch(row -> row.reason() == Reason.NOT_CHECKED)) {
            return new Summary("Nothing is checked yet", 0, 0, 0, rows.size(), 0);
        }
        return count(
                rows.stream()
                        .filter(VerificationView.RowView::configured)
                        .map(VerificationView.RowView::verdict)
                        .toList(),
                rows.size());
    }

    private static Summary count(List<Verdict> verdicts, int rows) {
        int agrees = Collections.frequency(verdicts, Verdict.AGREES);
        int differs = Collections.frequency(verdicts, Verdict.DIFFERS);
        int tooEarly = Collections.frequency(verdicts, Verdict.TOO_EARLY);
        int unknown = Collections.frequency(verdicts, Verdict.UNKNOWN);
        return new Summary(
                sentence(agrees, differs, tooEarly, unknown),
                agrees,
                differs,
                tooEarly,
                unknown,
                rows - verdicts.size());
    }

    private static String sentence(int agrees, int differs, int tooEarly, int unknown) {
        int all = agrees + differs + tooEarly + unknown;
        if (all == 0) {
            return "No witness is set up";
        }
        if (differs > 0) {
            return differs + " of " + all + (differs == 1 ? " checks differs" : " checks differ");
        }
        if (agrees == all) {
            return "All " + all + " checks agree";
        }
        List<String> rest = new ArrayList<>();
        if (tooEarly > 0) {
            rest.add(tooEarly + " too early");
        }
        if (unknown > 0) {
            rest.add(unknown + " unknown");
        }
        return agrees + " of " + all + " checks agree, " + String.join(", ", rest);
    }
}

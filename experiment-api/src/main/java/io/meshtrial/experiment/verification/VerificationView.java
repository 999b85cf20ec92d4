package io.meshtrial.experiment.verification;

import io.meshtrial.experiment.verification.check.Checked;
import io.meshtrial.experiment.verification.check.Evidence;
import io.meshtrial.experiment.verification.check.Outcome;
import io.meshtrial.experiment.verification.check.Reason;
import io.meshtrial.experiment.verification.check.Row;
import io.meshtrial.experiment.verification.check.Verdict;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the witnesses say about an experiment, as REST shows it.
 *
 * @param revision the experiment's newest revision, or that of the run
 * @param running whether a look is under way
 * @param rows those that differ first, then those that cannot say, then those that agree
 * @param runs earlier runs, newest first
 * @param nextCursor to be sent as {@code ?cursor=} for earlier runs; null at the end
 */
@Schema(name = "Verification")
record VerificationView(
        String experiment,
        int revision,
        boolean running,
        Summary summary,
        List<RowView> rows,
        List<RunView> runs,
        @Nullable String nextCursor) {

    /**
     * @param configured false where the witness is not set up
     * @param checkedAt null where it was never looked at
     * @param readyAt when a row that is too early can say more; null where nobody knows
     */
    @Schema(name = "VerificationRow")
    record RowView(
            Row row,
            String title,
            String question,
            Verdict verdict,
            @Nullable Reason reason,
            boolean configured,
            String sentence,
            int revision,
            @Nullable Instant checkedAt,
            long tookMillis,
            @Nullable Instant readyAt,
            Evidence evidence,
            List<Outcome.Link> links) {

        static RowView of(Row row, @Nullable Checked checked, int current) {
            if (checked == null) {
                return of(row, Outcome.unknown(Reason.NOT_CHECKED, "Not checked yet."), current, null, 0);
            }
            Outcome outcome = checked.outcome();
            if (!checked.isAbout(current) && outcome.reason() != Reason.NOT_CONFIGURED) {
                outcome = Outcome.tooEarly(
                        Reason.OLDER_REVISION,
                        "Revision " + checked.revision() + " was checked; revision " + current + " is not yet.",
                        null,
                        outcome.evidence());
            }
            return of(row, outcome, checked.revision(), checked.at(), checked.tookMillis());
        }

        private static RowView of(Row row, Outcome outcome, int revision, @Nullable Instant at, long took) {
            return new RowView(
                    row,
                    row.title(),
                    row.question(),
                    outcome.verdict(),
                    outcome.reason(),
                    outcome.reason() != Reason.NOT_CONFIGURED,
                    outcome.sentence(),
                    revision,
                    at,
                    took,
                    outcome.readyAt(),
                    outcome.evidence(),
                    outcome.links());
        }

        private int place() {
            return switch (verdict) {
                case DIFFERS -> 0;
                case TOO_EARLY -> 2;
                case UNKNOWN -> configured ? 1 : 4;
                case AGREES -> 3;
            };
        }
    }

    /** @param run number, for {@code …/verifications/{run}} */
    @Schema(name = "VerificationRun")
    record RunView(long run, int revision, Instant at, Instant lastAt, Trigger trigger, String actor, Summary summary) {
        static RunView of(VerificationRun run) {
            return new RunView(
                    run.number(),
                    run.revision(),
                    run.at(),
                    run.lastAt(),
                    run.trigger(),
                    run.actor(),
                    Summary.of(run.rows()));
        }
    }

    static VerificationView of(
            String experiment,
            int revision,
            boolean running,
            List<Checked> checked,
            List<VerificationRun> runs,
            @Nullable String nextCursor) {
        List<RowView> rows = Arrays.stream(Row.values())
                .map(row -> RowView.of(row, find(checked, row), revision))
                .sorted(Comparator.comparingInt(RowView::place))
                .toList();
        return new VerificationView(
                experiment,
                revision,
                running,
                Summary.ofRows(rows),
                rows,
                runs.stream().map(RunView::of).toList(),
                nextCursor);
    }

    private static @Nullable Checked find(List<Checked> checked, Row row) {
        return checked.stream().filter(one -> one.row() == row).findFirst().orElse(null);
    }
}
